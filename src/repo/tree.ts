import { join } from 'node:path';
import { readUtf8, type NotRead } from '../read-file.js';
import { walkFolders } from './walk-folders.js';

/** Enough for any service. A larger tree is walked in part, and the result says so. */
const maxFiles = 20_000;
const maxFolders = 20_000;
const maxBytes = 1_000_000;
const skipped = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage', 'vendor']);

export interface Tree {
  /** POSIX paths of ordinary files, sorted. Links are not followed. */
  readonly paths: ReadonlySet<string>;
  readonly extent: 'whole' | 'part';
  /** Folders that could not be listed, and why. */
  readonly closed: readonly { readonly path: string; readonly because: string }[];
}

/** Walks the files of a repo, without dependencies, build output and hidden folders. */
export function walkTree(root: string): Tree {
  const { files, closed, extent } = walkFolders({
    root,
    most: maxFiles,
    mostFolders: maxFolders,
    enters: (name) => (skipped.has(name) || name.startsWith('.') ? 'pass over' : 'enter'),
    takes: (entry) => entry.isFile(),
  });
  const paths = new Set(files.slice(0, maxFiles).sort());
  return { paths, extent: files.length >= maxFiles ? 'part' : extent, closed };
}

/** The text of a repo's file, or why there is none, or why it must not be edited. */
export const readText = (root: string, path: string): string | NotRead =>
  readUtf8(join(root, path), maxBytes);

/** The same; undefined for whatever reason there is none. */
export function plainTextIn(root: string, path: string): string | undefined {
  const text = readText(root, path);
  return typeof text === 'string' ? text : undefined;
}
