import { join } from 'node:path';
import { isNotRead, listFolder, readUtf8, type NotRead } from '../read-file.js';

/** Enough for any service; a larger tree is walked in part, which is said. */
const maxFiles = 20_000;
const maxFolders = 20_000;
const maxBytes = 1_000_000;
const skipped = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage', 'vendor']);

export interface Tree {
  readonly root: string;
  /** POSIX paths of ordinary files, sorted; links are never followed. */
  readonly paths: ReadonlySet<string>;
  readonly extent: 'whole' | 'part';
  /** Folders that could not be listed, and why. */
  readonly closed: readonly { readonly path: string; readonly because: string }[];
}

/** The files of a repo, without dependencies, build output and hidden folders. */
export function walkTree(root: string): Tree {
  const paths: string[] = [];
  const folders = [''];
  const closed: { path: string; because: string }[] = [];
  let extent: Tree['extent'] = 'whole';
  for (let at = 0; at < folders.length && paths.length < maxFiles; at += 1) {
    const folder = folders[at] ?? '';
    const listed = listFolder(join(root, folder), maxFiles);
    if (isNotRead(listed)) {
      closed.push({ path: folder, because: listed.because });
      continue;
    }
    if (listed.extent === 'part') extent = 'part';
    for (const entry of listed.entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name) && !entry.name.startsWith('.')) {
        if (folders.length < maxFolders) folders.push(path);
        else extent = 'part';
      }
      if (entry.isFile()) paths.push(path);
    }
  }
  if (paths.length >= maxFiles) extent = 'part';
  return { root, paths: new Set(paths.slice(0, maxFiles).sort()), extent, closed };
}

/** The text of a file of a repo, or why there is none; where an edit would destroy it, too. */
export const readText = (root: string, path: string): string | NotRead =>
  readUtf8(join(root, path), maxBytes);
