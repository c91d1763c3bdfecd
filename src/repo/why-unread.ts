import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { isNotRead, kindAt, readBytes, readStart } from '../read-file.js';
import type { Unread } from './unread.js';

/** Why a listed file has no text; undefined if it has some, is binary, or links to a listed file. */
export function whyUnread({
  root,
  path,
  place,
  files,
  most,
}: {
  readonly root: string;
  readonly path: string;
  readonly place: string;
  readonly files: ReadonlySet<string>;
  readonly most: number;
}): Unread | undefined {
  if (kindAt(place) === 'link' && files.has(targetOf(root, place))) return undefined;
  const bytes = readBytes(place, most);
  if (!isNotRead(bytes) || readStart(place, 8192).includes(0)) return undefined;
  return { path, why: bytes.because };
}

function targetOf(root: string, place: string): string {
  try {
    return relative(realpathSync(root), realpathSync(place)).split(sep).join('/');
  } catch {
    return '';
  }
}
