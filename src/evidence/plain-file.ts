import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { isNotRead, readBytes } from '../read-file.js';

export type PlainRead = { readonly bytes: Buffer } | { readonly no: 'absent' | WhyNotRead };
export type Whose = 'any' | 'own' | 'secret';
/** Why a file is not read, in words that follow "it is" or "it". */
export type WhyNotRead = string;

/**
 * The bytes of a plain file, at most so many. A link, a FIFO, a device or a folder is not read, and nothing
 * is waited for. 'own' also asks that nobody else may change it, since who can write it can say what is
 * believed; 'secret', that nobody else may read it.
 */
export function readPlain(path: string, maxBytes: number, whose: Whose = 'any'): PlainRead {
  const bytes = readBytes(path, maxBytes, (found) => (whose === 'any' ? undefined : openness(found, whose)));
  if (!isNotRead(bytes)) return { bytes };
  return { no: bytes.no === 'absent' ? 'absent' : bytes.because };
}

/**
 * What lets others change a file or folder; undefined when nothing does. Windows has no such modes: its
 * home folders are private.
 */
function openness({ uid, mode }: fs.Stats, whose: 'own' | 'secret'): WhyNotRead | undefined {
  const me = process.getuid?.();
  if (me === undefined) return undefined;
  if (uid !== me && uid !== 0) return 'it belongs to somebody else';
  if ((mode & 0o022) !== 0) return 'others may write it';
  return whose === 'secret' && (mode & 0o077) !== 0 ? 'others may read it' : undefined;
}

/** Makes a folder for us alone where it is missing; undefined, or why it cannot be used. */
export function privateFolder(path: string): WhyNotRead | undefined {
  try {
    fs.mkdirSync(dirname(path), { recursive: true });
    if (!fs.existsSync(path)) fs.mkdirSync(path, { mode: 0o700 });
    const stat = fs.statSync(path);
    return stat.isDirectory() ? openness(stat, 'own') : 'it is not a folder';
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' ? undefined : `it cannot be made (${code})`;
  }
}
