import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isNotRead, readBytes } from '../read-file.js';

/** The text of a file, or why there is none. An unreadable file is never treated as a missing one. */
export type Text =
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly why: string };

const mebibyte = 1024 * 1024;

/** Lockfiles of large workspaces have several megabytes. */
const caps = { usual: mebibyte, lockfile: 8 * mebibyte };
const maxNames = 200;

/** Reads an ordinary file inside a folder, not through links, up to the size limit. */
export function plainText(folder: string, path: string, cap: keyof typeof caps = 'usual'): Text {
  const found = lookAt(folder, path);
  if (found !== 'there') return found;
  const bytes = readBytes(join(folder, path), caps[cap]);
  return isNotRead(bytes) ? unreadable(`could not be read: ${bytes.because}`) : decoded(bytes);
}

/** The bytes of such a file, or why there are none. */
export function plainBytes(folder: string, path: string, most: number): Buffer | { readonly why: string } {
  const found = lookAt(folder, path);
  if (found === 'there') {
    const bytes = readBytes(join(folder, path), most);
    return isNotRead(bytes) ? { why: `could not be read: ${bytes.because}` } : bytes;
  }
  return { why: found.state === 'absent' ? 'is not there' : found.why };
}

/** Names in a folder, which must not be reached through a link; none if there is no such folder. */
export function namesIn(folder: string, path: string): readonly string[] {
  if (lookAt(folder, path) !== 'there') return [];
  try {
    return readdirSync(join(folder, path)).sort().slice(0, maxNames);
  } catch {
    return [];
  }
}

function lookAt(folder: string, path: string): 'there' | Exclude<Text, { state: 'read' }> {
  const parts = path.split('/');
  for (const [index] of parts.entries()) {
    const part = parts.slice(0, index + 1).join('/');
    try {
      const stat = lstatSync(join(folder, part), { throwIfNoEntry: false });
      if (stat === undefined) return { state: 'absent' };
      if (stat.isSymbolicLink())
        return unreadable(part === path ? 'is a link' : `lies behind a link, ${part}`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOTDIR'
        ? { state: 'absent' }
        : unreadable(`could not be read (${code ?? 'unknown'})`);
    }
  }
  return 'there';
}

function decoded(bytes: Uint8Array): Text {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? unreadable('is no text') : { state: 'read', text };
  } catch {
    return unreadable('is no UTF-8 text');
  }
}

const unreadable = (why: string): Text & { state: 'unreadable' } => ({ state: 'unreadable', why });
