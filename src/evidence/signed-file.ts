import { lstatSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { FileChange } from '../commit/commit-file.js';
import { RampartError } from '../errors.js';
import { isInside } from './folders.js';
import { repositoryOf } from './repository-of.js';

/**
 * A signed file at the path that the user gave, as a change. Refuses links out of the repository and anything
 * but ordinary files.
 */
export function signedFile(change: FileChange): FileChange {
  const { path, root } = change;
  const repository = repositoryOf(root);
  const named = [root, repository].some((folder) => !relative(folder, path).startsWith('..'));
  const leadsOut = named && !isInside(dirname(path), repository);
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (leadsOut || (there !== undefined && !there.isFile()))
    throw new RampartError('RAMPART_PATH_OUTSIDE', { path, root });
  return change;
}
