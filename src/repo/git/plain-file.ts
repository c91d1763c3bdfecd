import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { no, yes, type Told } from './told.js';

export const absent = 'it is not there';

/** Windows has neither of the two. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The bytes of a regular file of a stranger: no link is followed, no FIFO or device is waited for, and its size has a limit. */
export function plainFile(path: string, most: number): Told<Buffer> {
  let file: number | undefined;
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return no(absent);
    if (found.isSymbolicLink()) return no('it is a link');
    if (!found.isFile()) return no('it is not a regular file');
    file = openSync(path, flags);
    const stat = fstatSync(file);
    if (!stat.isFile()) return no('it is not a regular file');
    if (stat.size > most) return no(`it is larger than ${sizeOf(most)}`);
    return yes(bytesOf(file, stat.size));
  } catch (error) {
    return no(`the system says ${(error as NodeJS.ErrnoException).code ?? 'no'}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The first bytes of a regular file of any size; none where there is none. */
export function startOfFile(path: string, most = 8192): Buffer {
  let file: number | undefined;
  try {
    if (!lstatSync(path).isFile()) return Buffer.alloc(0);
    file = openSync(path, flags);
    return bytesOf(file, Math.min(most, fstatSync(file).size));
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

export const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** A file may be cut while it is read: then what is there. */
function bytesOf(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(file, bytes, filled, size - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

const sizeOf = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`;
