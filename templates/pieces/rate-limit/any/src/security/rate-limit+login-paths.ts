import type { IncomingMessage } from 'node:http';
import { hasBody } from './requests.js';

/**
 * Whether a path takes or makes credentials, below any prefix. Few failures are allowed there, so guessing is
 * slow. Add yours.
 */
export const isLoginPath = (target: string): boolean => loginPath.test(spelledOut(target));

const loginPath =
  /\/(?:health\/details|auth|authenticate|log[-_]?[io]n|sign[-_]?in|sign[-_]?up|register|(?:(?:forgot|reset|change)[-_])?password|oauth2?|tokens?|sessions?|otp|mfa|2fa)(?:\/|$)/i;

/**
 * Whether a request brings something that could be a guess. A page that asks who is logged in brings none, and neither
 * does a logout.
 */
export const mayGuess = ({ method = '', headers, url = '' }: IncomingMessage): boolean =>
  !/^(?:GET|HEAD|OPTIONS|DELETE)$/.test(method) ||
  headers.authorization !== undefined ||
  hasBody(headers) ||
  url.includes('?');

/**
 * The path as the most lenient router reads it: decoded, without dot segments and double slashes, and without
 * parameters after a semicolon.
 */
function spelledOut(target: string): string {
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  if (plainPath.test(path)) return path; // nearly all: to parse a URL takes longer than all else here
  const url = URL.parse(target.startsWith('/') ? `http://localhost${target}` : target);
  return decoded(url?.pathname ?? '')
    .replace(/\/{2,}/g, '/')
    .replace(/;.*/s, '');
}
const plainPath = /^(?:\/[\w-]+)*\/?$/;

/** Decodes byte by byte: decodeURIComponent throws for invalid UTF-8, and only ASCII letters matter here. */
const decoded = (path: string): string =>
  path.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
