import { resolve } from 'node:path';
import { RampartError } from '../errors.js';
import { realDisk, type Disk } from './disk.js';
import { writeWhole } from './write-whole.js';

/** A file that every run writes anew, such as the status page or signed evidence. It has no undo record. */
export interface FileChange {
  /** The folder that the run works on. */
  readonly root: string;
  /** Relative to the root, or absolute. */
  readonly path: string;
  readonly text: string;
  /** What to tell the user if the file cannot be written: 'Nothing was kept.' */
  readonly state: string;
}

/** Writes the whole file or nothing, and never through a link. */
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
