import type { IncomingHttpHeaders } from 'node:http';
import type { ProblemCode } from './problem.js';

/** Limits of a JSON body. Compressed bodies are refused, so a small body cannot become a large one. */
export const jsonLimits = { bytes: 100 * 1024, depth: 32, keys: 1000 };

/** What the headers already show to be wrong with a body. */
export function announcedFault(headers: IncomingHttpHeaders): ProblemCode | undefined {
  const { 'content-length': length = '0', 'content-encoding': encoding } = headers;
  if (Number(length) > jsonLimits.bytes) return 'body_too_large';
  return encoding === undefined || encoding === 'identity' ? undefined : 'unsupported_media_type';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function parseJson(bytes: Uint8Array): { readonly value: unknown } | { readonly code: ProblemCode } {
  if (bytes.length === 0) return { value: undefined }; // a chunked body with no bytes
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    return { code: 'malformed_json' };
  }
  return isTame(value) ? { value } : { code: 'bad_request' };
}

/** Checks depth, keys and texts, without recursion: a deep value cannot overflow the stack. */
function isTame(root: unknown): boolean {
  let keys = 0;
  const rest: (readonly [value: unknown, depth: number])[] = [[root, 0]];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && !isText(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= jsonLimits.depth) return false;
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value) && (++keys > jsonLimits.keys || !isKey(key))) return false;
      rest.push([child, depth + 1]);
    }
  }
  return true;
}

/** Refuses NUL, which databases reject, and half a surrogate pair, which UTF-8 cannot encode. */
const isText = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const isKey = (key: string): boolean =>
  key !== '__proto__' && key !== 'constructor' && key !== 'prototype' && isText(key);
