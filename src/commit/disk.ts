import * as fs from 'node:fs';
import { isNotRead, readBytes } from '../read-file.js';

/** All that commit does to a disk, one method for each system call, so that a test can fail or kill at each. */
export interface Disk {
  /** The stats at a path, without following links; undefined if nothing is there. */
  look(path: string): fs.Stats | undefined;
  read(path: string): Buffer;
  list(folder: string): readonly string[];
  writable(path: string): 'yes' | 'no';
  makeFolder(path: string): void;
  /** Writes a file that must not exist. 'durable' waits until it is on the disk. */
  create(
    path: string,
    data: Buffer | string,
    how: { readonly mode?: number; readonly keep: 'durable' | 'cached' },
  ): void;
  setMode(path: string, mode: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  removeFolder(path: string): void;
  removeTree(path: string): void;
}

export const realDisk: Disk = {
  look: (path) => fs.lstatSync(path, { throwIfNoEntry: false }),
  read,
  list: (folder) => fs.readdirSync(folder),
  writable,
  makeFolder: (path) => fs.mkdirSync(path),
  create,
  setMode: (path, mode) => fs.chmodSync(path, mode),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (path) => fs.unlinkSync(path),
  removeFolder: (path) => fs.rmdirSync(path),
  removeTree: (path) => fs.rmSync(path, { recursive: true, force: true }),
};

/** Reads ordinary files only. The caller has checked the kind, so anything else is an error. */
function read(path: string): Buffer {
  const bytes = readBytes(path, largest);
  if (!isNotRead(bytes)) return bytes;
  throw Object.assign(new Error(`${bytes.because}, read '${path}'`), {
    code: bytes.because,
    syscall: 'read',
    path,
  });
}
const largest = 256 * 1024 * 1024;

function writable(path: string): 'yes' | 'no' {
  try {
    fs.accessSync(path, fs.constants.W_OK);
    return 'yes';
  } catch {
    return 'no';
  }
}

function create(path: string, data: Buffer | string, { mode, keep }: { mode?: number; keep: string }): void {
  if (keep === 'cached')
    return fs.writeFileSync(path, data, { flag: 'wx', ...(mode !== undefined && { mode }) });
  const file = fs.openSync(path, 'wx', mode ?? 0o666);
  try {
    fs.writeFileSync(file, data);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}
