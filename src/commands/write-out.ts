import { lstatSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { RampartError } from '../errors.js';
import { isInside } from '../evidence/folders.js';
import { repositoryOf } from '../evidence/repository-of.js';
import { writeWhole } from '../evidence/plain-file.js';

export interface Out {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** The folder that is looked at. */
  readonly root: string;
  /** How things stand where it cannot be written: 'Nothing was kept.' */
  readonly state: string;
}

/**
 * Writes a signed file to the path that the user named. Refuses a link that leads out of the repository, and to
 * replace anything but a plain file.
 */
export function writeOut({ path, text, root, state }: Out): void {
  const repository = repositoryOf(root);
  const named = [root, repository].some((folder) => !relative(folder, path).startsWith('..'));
  const leadsOut = named && !isInside(dirname(path), repository);
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (leadsOut || (there !== undefined && !there.isFile()))
    throw new RampartError('RAMPART_PATH_OUTSIDE', { path, root });
  try {
    writeWhole(path, text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new RampartError('RAMPART_WRITE_FAILED', { problem, state });
  }
}
