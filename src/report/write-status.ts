import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { RampartError } from '../errors.js';
import { writeWhole } from '../evidence/plain-file.js';
import { statusPath } from './page-state.js';

/** Writes the page, whole or not at all, and through no link. */
export function writeStatus(root: string, text: string): void {
  const path = join(root, statusPath);
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new RampartError('RAMPART_PATH_OUTSIDE', { path: statusPath, root });
  try {
    writeWhole(path, text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new RampartError('RAMPART_WRITE_FAILED', { problem, state: `${statusPath} is as it was.` });
  }
}
