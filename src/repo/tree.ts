import { join } from 'node:path';
import { readUtf8, type NotRead } from '../read-file.js';
import { walkFolders } from './walk-folders.js';

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
  const { files, closed, extent } = walkFolders({
    root,
    most: maxFiles,
    mostFolders: maxFolders,
    enters: (name) => (skipped.has(name) || name.startsWith('.') ? 'pass over' : 'enter'),
    takes: (entry) => entry.isFile(),
  });
  const paths = new Set(files.slice(0, maxFiles).sort());
  return { root, paths, extent: files.length >= maxFiles ? 'part' : extent, closed };
}

/** The text of a file of a repo, or why there is none; where an edit would destroy it, too. */
export const readText = (root: string, path: string): string | NotRead =>
  readUtf8(join(root, path), maxBytes);
