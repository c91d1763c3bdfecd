import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  opendirSync,
  readSync,
  type Dirent,
  type Stats,
} from 'node:fs';

/** Why a file or folder was not read. */
export interface NotRead {
  readonly no: 'absent' | 'link' | 'not-a-file' | 'not-a-folder' | 'unreadable' | 'too-large' | 'not-utf8';
  /** The reason in one clause: 'it is a link'. */
  readonly because: string;
}

/**
 * The only way to read a stranger's file. It must be an ordinary file, not a link, of at most `most` bytes. A
 * FIFO or device never blocks, and no system error is thrown. `refuse` may reject the opened file with a
 * reason.
 */
export function readBytes(
  path: string,
  most: number,
  refuse: (found: Stats) => string | undefined = () => undefined,
): Buffer | NotRead {
  const first = look(path);
  if (isNotRead(first)) return first;
  const odd = oddity(first, most);
  if (odd !== undefined) return odd;
  let file: number | undefined;
  try {
    file = openSync(path, flags);
    const now = fstatSync(file); // the file that was opened; the path may have changed since the first check
    const because = refuse(now);
    if (because !== undefined) return { no: 'unreadable', because };
    return oddity(now, most) ?? bytesOf(file, now.size);
  } catch (error) {
    return refusal(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The first bytes of an ordinary file of any size; empty if there is none. */
export function readStart(path: string, most: number): Buffer {
  const found = look(path);
  if (isNotRead(found) || !found.isFile()) return Buffer.alloc(0);
  let file: number | undefined;
  try {
    file = openSync(path, flags);
    return fstatSync(file).isFile() ? bytesOf(file, Math.min(most, fstatSync(file).size)) : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The text of a file, with its byte order mark. Refuses other encodings: an edit would destroy them. */
export function readUtf8(path: string, most: number): string | NotRead {
  const bytes = readBytes(path, most);
  if (isNotRead(bytes)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { no: 'not-utf8', because: 'it is not UTF-8 text' };
  }
}

/** The entries of a folder, at most `most`, in no order. Links are listed and not followed. */
export function listFolder(
  path: string,
  most: number,
): { readonly entries: readonly Dirent[]; readonly extent: 'whole' | 'part' } | NotRead {
  const found = look(path);
  if (isNotRead(found)) return found;
  if (found.isSymbolicLink()) return link;
  if (!found.isDirectory()) return { no: 'not-a-folder', because: 'it is not a folder' };
  try {
    const folder = opendirSync(path, { bufferSize: 1024 });
    try {
      const entries: Dirent[] = [];
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (entries.length === most) return { entries, extent: 'part' };
        entries.push(entry);
      }
      return { entries, extent: 'whole' };
    } finally {
      folder.closeSync();
    }
  } catch (error) {
    return refusal(error);
  }
}

/** The kind of file at a path, without opening it or following links. */
export function kindAt(path: string): 'file' | 'folder' | 'link' | 'other' | NotRead['no'] {
  const found = look(path);
  if (isNotRead(found)) return found.no;
  if (found.isSymbolicLink()) return 'link';
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}

export const isNotRead = (value: object | string): value is NotRead =>
  typeof value === 'object' && 'no' in value && 'because' in value;

/** Systems that lack these flags have 0; the two checks of the file remain. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

const link: NotRead = { no: 'link', because: 'it is a link' };

function look(path: string): Stats | NotRead {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? { no: 'absent', because: 'it is not there' };
  } catch (error) {
    return refusal(error);
  }
}

function oddity(found: Stats, most: number): NotRead | undefined {
  if (found.isSymbolicLink()) return link;
  if (!found.isFile())
    return { no: 'not-a-file', because: found.isDirectory() ? 'it is a folder' : 'it is no ordinary file' };
  return found.size > most ? { no: 'too-large', because: `it is larger than ${sizeOf(most)}` } : undefined;
}

const mebibyte = 1024 * 1024;
const sizeOf = (bytes: number): string => {
  if (bytes % mebibyte === 0) return `${bytes / mebibyte} MiB`;
  return bytes < 1_000_000 ? `${Math.floor(bytes / 1000)} kB` : `${Math.floor(bytes / 1_000_000)} MB`;
};

/** Reads at most the size that was checked, even if the file grows. */
function bytesOf(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let at = 0;
  for (let read = -1; read !== 0 && at < size; at += read) read = readSync(file, bytes, at, size - at, at);
  return bytes.subarray(0, at);
}

/** A name that the system does not allow counts as absent. */
function refusal(error: unknown): NotRead {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP') return link;
  return ['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE', 'ENAMETOOLONG'].includes(code)
    ? { no: 'absent', because: 'it is not there' }
    : { no: 'unreadable', because: `the system does not let it be read (${code})` };
}
