import { dirname, join } from 'node:path';
import { RampartError } from '../errors.js';
import type { Disk } from './disk.js';

/** The absolute path for a plan's path. Throws unless that is plain, relative, POSIX and inside the root. */
export function placeOnDisk(root: string, path: string): string {
  const parts = path.split('/');
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  if (!plain || /[\\:\0]/.test(path)) throw new RampartError('RAMPART_PATH_OUTSIDE', { path, root });
  return join(root, ...parts);
}

/** The folders above a path inside the root, outermost first: 'a/b/c' -> ['a', 'a/b']. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The missing folders that these paths need, outermost first. */
export function missingFolders(root: string, paths: readonly string[], disk: Disk): readonly string[] {
  const needed = new Set(paths.flatMap(foldersAbove));
  return [...needed].sort(byDepth).filter((folder) => disk.look(placeOnDisk(root, folder)) === undefined);
}

const byDepth = (a: string, b: string): number =>
  a.split('/').length - b.split('/').length || (a < b ? -1 : 1);

/** The outermost missing folder on the way to `root`. It is made under another name and renamed once. */
export function firstMissing(root: string, disk: Disk): string {
  let missing = root;
  while (disk.look(dirname(missing)) === undefined) missing = dirname(missing);
  return missing;
}
