import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Enough for any service; a larger tree is walked in part, which is said. */
const maxFiles = 20_000;
const maxBytes = 1_000_000;
const skipped = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage', 'vendor']);

export interface Tree {
  readonly root: string;
  /** POSIX paths of ordinary files, sorted; links are never followed. */
  readonly paths: ReadonlySet<string>;
  readonly extent: 'whole' | 'part';
}

/** The files of a repo, without dependencies, build output and hidden folders. */
export function walkTree(root: string): Tree {
  const paths: string[] = [];
  const folders = [''];
  for (
    let folder = folders.shift();
    folder !== undefined && paths.length < maxFiles;
    folder = folders.shift()
  ) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name) && !entry.name.startsWith('.')) folders.push(path);
      if (entry.isFile()) paths.push(path);
    }
  }
  return { root, paths: new Set(paths.sort()), extent: paths.length < maxFiles ? 'whole' : 'part' };
}

/** The text of a file: 'absent', 'not-utf8' (binary or another encoding, which an edit would destroy) or 'too-large' instead where it has none. */
export function readText(
  root: string,
  path: string,
): string | { readonly no: 'absent' | 'not-utf8' | 'too-large' } {
  const file = join(root, path);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return { no: 'absent' };
  if (stat.size > maxBytes) return { no: 'too-large' };
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return { no: 'not-utf8' };
    throw error;
  }
}
