import type { IncomingHttpHeaders } from 'node:http';
import type { ProblemCode, ProblemDetails } from './problem.js';

/**
 * Limits of a JSON body. Compressed bodies are refused, so a small body cannot become a large one. A route that takes
 * more bytes also takes more keys.
 */
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

/** Most keys of a body that may have so many bytes. */
export const mostKeys = (limit: number): number =>
  Math.max(1, Math.floor(limit / jsonLimits.bytes)) * jsonLimits.keys;
export const tooManyKeys = (most: number): string => `the body has more than ${String(most)} keys`;

const utf8 = new TextDecoder('utf-8', { fatal: true });

type Parsed = { readonly value: unknown } | { readonly code: ProblemCode; readonly details: ProblemDetails };

/** Parses a body of at most so many bytes. Refuses what is hostile, and says why. */
export function parseJson(bytes: Uint8Array, limit: number = jsonLimits.bytes): Parsed {
  if (bytes.length === 0) return { value: undefined }; // a chunked body with no bytes
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    return { code: 'malformed_json', details: {} };
  }
  const { keys, fault } = look(value, mostKeys(limit));
  const rule = fault ?? (hasTwin(text, keys) ? 'the body has a key twice' : undefined);
  return rule === undefined ? { value } : { code: 'bad_request', details: { why: { rule } } };
}

/**
 * Counts the keys up to what is hostile. Keeps nothing for an item of an array: a body is half as many items as bytes.
 * Recursion cannot overflow the stack: it ends at the most depth.
 */
function look(root: unknown, most: number): { readonly keys: number; readonly fault: string | undefined } {
  let keys = 0;
  const faultOf = (value: unknown, depth: number): string | undefined => {
    if (typeof value === 'string') return isText(value) ? undefined : badText;
    if (typeof value !== 'object' || value === null) return undefined;
    if (depth >= jsonLimits.depth) return `the body has more than ${String(jsonLimits.depth)} levels`;
    if (!Array.isArray(value)) {
      const names = Object.keys(value);
      keys += names.length;
      if (keys > most) return tooManyKeys(most);
      if (!names.every(isText)) return badText;
      if (names.some(isOfPrototypes)) return 'the body has a key of prototypes';
    }
    const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    for (const child of children) {
      const fault = faultOf(child, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  const fault = faultOf(root, 0);
  return { keys, fault };
}
const badText = 'the body has a text with NUL or half a character';

/** Whether a member comes twice: programs differ in which of the two they keep. */
function hasTwin(text: string, keys: number): boolean {
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0 && colons <= keys; at = text.indexOf(':', at + 1)) colons += 1;
  return colons !== keys && countMembers(text) !== keys; // a colon for each key: no text has one
}

/** The colons of JSON outside of its texts. No regular expression: it would make an array of each text. */
function countMembers(text: string): number {
  let members = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) isInText = !isInText;
    else if (code === colon && !isInText) members += 1;
    else if (code === backslash) at += 1; // skips what it escapes, which may be a quote
  }
  return members;
}
const [quote, colon, backslash] = [0x22, 0x3a, 0x5c];

/** Refuses NUL, which databases reject, and half a surrogate pair, which UTF-8 cannot encode. */
export const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const isOfPrototypes = (key: string): boolean =>
  key === '__proto__' || key === 'constructor' || key === 'prototype';
