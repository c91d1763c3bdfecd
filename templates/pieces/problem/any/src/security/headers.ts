import type { IncomingHttpHeaders } from 'node:http';

export { securityHeaders } from './headers+answers.js';

/** Headers of every answer. An API serves no pages, so they forbid everything that a page could do. */
export const apiHeaders: readonly (readonly [name: string, value: string])[] = [
  [
    'Content-Security-Policy',
    "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
  [
    'Permissions-Policy',
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  ],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ['Cache-Control', 'no-store'],
];

/** What a 500 does not carry: a cookie, or a lifetime in caches, that a handler set for the answer that failed. */
export function dropTheirs(names: readonly string[], change: Change): void {
  drop(names, change, (name) => !ofEachAnswer.test(name));
}
const ofEachAnswer =
  /^(?:access-control-.+|connection|ratelimit.*|strict-transport-security|vary|x-request-id)$/i;

/** What no refusal carries: what a handler said of the body that it meant to send. A cookie may stay. */
export function dropOfBody(names: readonly string[], change: Change): void {
  drop(names, change, (name) => ofBody.test(name));
}
const ofBody =
  /^(?:accept-ranges|age|content-.+|etag|expires|last-modified|location|(?:repr-)?digest|trailer)$/i;

interface Change {
  readonly remove: (name: string) => unknown;
  readonly set: (name: string, value: string) => unknown;
}

/** Headers that each answer has get their usual values back. */
function drop(names: readonly string[], { remove, set }: Change, isTheirs: (name: string) => boolean): void {
  for (const name of names) {
    const ours = apiHeaders.find(([each]) => each.toLowerCase() === name.toLowerCase());
    if (ours !== undefined) set(...ours);
    else if (isTheirs(name)) remove(name);
  }
}

/** HTTPS for two years, subdomains too. Sent over HTTPS only: browsers ignore it elsewhere. */
export const hsts = ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'] as const;

/**
 * Whether every hop used HTTPS: `https, http` means that one of them did not. `scheme` is the framework's
 * finding.
 */
export const isHttps = (scheme: string | undefined, headers: IncomingHttpHeaders): boolean =>
  scheme === 'https' && (headers[proto] === undefined || claimsHttps(headers));

/** Whether the request claims HTTPS. The claim counts only if it comes from a trusted proxy. */
export function claimsHttps(headers: IncomingHttpHeaders): boolean {
  const claim = String(headers[proto] ?? '');
  return claim === 'https' || claim.split(',').every((hop) => hop.trim() === 'https');
}

const proto = 'x-forwarded-proto';
