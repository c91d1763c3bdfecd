import { dirname, join } from 'node:path';
import { RampartError } from '../errors.js';
import type { Disk } from './disk.js';

/** The absolute place of a plan's path; throws unless it is plain, relative, POSIX and inside the root. */
export function placeOnDisk(root: string, path: string): string {
  const parts = path.split('/');
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  if (!plain || /[\\:\0]/.test(path)) throw new RampartError('RAMPART_PATH_OUTSIDE', { path, root });
  return join(root, ...parts);
}

/** Every folder above a path that is inside the root, outermost first: 'a/b/c' -> ['a', 'a/b']. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The folders that do not exist yet and that these paths need, outermost first. */
export function missingFolders(root: string, paths: readonly string[], disk: Disk): readonly string[] {
  const needed = new Set(paths.flatMap(foldersAbove));
  return [...needed].sort(byDepth).filter((folder) => disk.look(placeOnDisk(root, folder)) === undefined);
}

const byDepth = (a: string, b: string): number =>
  a.split('/').length - b.split('/').length || (a < b ? -1 : 1);

/** The outermost folder on the way to `root` that does not exist: all of it is made beside and renamed once. */
export function firstMissing(root: string, disk: Disk): string {
  let missing = root;
  while (disk.look(dirname(missing)) === undefined) missing = dirname(missing);
  return missing;
}
