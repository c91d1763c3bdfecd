import { resolve } from 'node:path';
import { RampartError } from '../errors.js';
import { realDisk, type Disk } from './disk.js';
import { writeWhole } from './write-whole.js';

/** A file that each run writes anew, as a change: the status page, a signed file. It leaves no undo record. */
export interface FileChange {
  /** The folder that the run is about. */
  readonly root: string;
  /** From the root, or absolute. */
  readonly path: string;
  readonly text: string;
  /** How things stand where it cannot be written: 'Nothing was kept.' */
  readonly state: string;
}

/** Makes the change, whole or not at all, and through no link. */
export function commitFile({ root, path, text, state }: FileChange, disk: Disk = realDisk): void {
  const place = resolve(root, path);
  if (disk.look(place)?.isSymbolicLink()) throw new RampartError('RAMPART_PATH_OUTSIDE', { path, root });
  try {
    writeWhole({ path: place, content: text }, disk);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new RampartError('RAMPART_WRITE_FAILED', { problem, state }, { cause: error });
  }
}
