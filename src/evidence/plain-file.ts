import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { isNotRead, readBytes } from '../read-file.js';

export type PlainRead = { readonly bytes: Buffer } | { readonly no: 'absent' | WhyNotRead };
export type Whose = 'any' | 'own' | 'secret';
/** Why a file was not read, in words that follow "it is" or "it". */
export type WhyNotRead = string;

/**
 * Reads an ordinary file of at most `maxBytes`. Links, FIFOs, devices and folders are not read and never
 * block. 'own' requires that nobody else can change it, since its content is believed; 'secret' that nobody
 * else can read it.
 */
export function readPlain(path: string, maxBytes: number, whose: Whose = 'any'): PlainRead {
  const bytes = readBytes(path, maxBytes, (found) => (whose === 'any' ? undefined : openness(found, whose)));
  if (!isNotRead(bytes)) return { bytes };
  return { no: bytes.no === 'absent' ? 'absent' : bytes.because };
}

/**
 * Why others can change a file or folder; undefined if they cannot. Windows has no such modes: its home
 * folders are private.
 */
function openness({ uid, mode }: fs.Stats, whose: 'own' | 'secret'): WhyNotRead | undefined {
  const me = process.getuid?.();
  if (me === undefined) return undefined;
  if (uid !== me && uid !== 0) return 'it belongs to somebody else';
  if ((mode & 0o022) !== 0) return 'others may write it';
  return whose === 'secret' && (mode & 0o077) !== 0 ? 'others may read it' : undefined;
}

/** Makes a private folder if it is missing. Returns why it cannot be used, if so. */
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
