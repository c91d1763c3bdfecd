import { randomBytes } from 'node:crypto';
import { realDisk, type Disk } from './disk.js';

export interface WholeFile {
  /** An absolute path. */
  readonly path: string;
  readonly content: string;
  readonly mode?: number;
}

/**
 * Writes the whole file or nothing: to a new name beside it that nobody can have created before, then by a
 * rename.
 */
export function writeWhole({ path, content, mode = 0o666 }: WholeFile, disk: Disk = realDisk): void {
  const draft = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    disk.create(draft, content, { mode, keep: 'cached' });
    disk.rename(draft, path);
  } catch (error) {
    if (disk.look(draft)) disk.remove(draft);
    throw error;
  }
}
