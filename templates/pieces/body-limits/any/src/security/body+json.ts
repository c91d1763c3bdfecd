import type { IncomingHttpHeaders } from 'node:http';
import type { ProblemCode } from './problem.js';

/** Limits of a JSON body. Compressed bodies are refused, so a small body cannot become a large one. */
export const jsonLimits = { bytes: 100 * 1024, depth: 32, keys: 1000 };

/** What the headers already show to be wrong with a body. */
export function announcedFault(
  headers: IncomingHttpHeaders,
  limit: number = jsonLimits.bytes,
): ProblemCode | undefined {
  const { 'content-length': length = '0', 'content-encoding': encoding } = headers;
  if (Number(length) > limit) return 'body_too_large';
  return encoding === undefined || encoding === 'identity' ? undefined : 'unsupported_media_type';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function parseJson(bytes: Uint8Array): { readonly value: unknown } | { readonly code: ProblemCode } {
  if (bytes.length === 0) return { value: undefined }; // a chunked body with no bytes
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    return { code: 'malformed_json' };
  }
  const keys = countKeys(value);
  return keys === undefined || hasTwin(text, keys) ? { code: 'bad_request' } : { value };
}

/** How many keys it has; undefined for too many or hostile ones. Without recursion: depth cannot overflow the stack. */
function countKeys(root: unknown): number | undefined {
  let keys = 0;
  const rest: (readonly [value: unknown, depth: number])[] = [[root, 0]];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && !isText(value)) return undefined;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= jsonLimits.depth) return undefined;
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value) && (++keys > jsonLimits.keys || !isKey(key))) return undefined;
      rest.push([child, depth + 1]);
    }
  }
  return keys;
}

/** Whether a member comes twice: programs differ in which of the two they keep. */
function hasTwin(text: string, keys: number): boolean {
  if (text.split(':').length - 1 === keys) return false; // a colon for each key: no text has one
  let members = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*(:)?/g)) if (colon) members += 1;
  return members !== keys;
}

/** Refuses NUL, which databases reject, and half a surrogate pair, which UTF-8 cannot encode. */
export const isText = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const isKey = (key: string): boolean =>
  key !== '__proto__' && key !== 'constructor' && key !== 'prototype' && isText(key);
