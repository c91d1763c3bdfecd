import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether every hop used HTTPS: `https, http` means that one of them did not. `scheme` is the framework's
 * finding.
 */
export const isHttps = (scheme: string | undefined, headers: IncomingHttpHeaders): boolean =>
  scheme === 'https' && (headers[proto] === undefined || claimsHttps(headers));

/** Whether the request claims HTTPS. The claim counts only if it comes from a trusted proxy. */
export const claimsHttps = (headers: IncomingHttpHeaders): boolean =>
  String(headers[proto] ?? '')
    .split(',')
    .every((hop) => hop.trim() === 'https');

const proto = 'x-forwarded-proto';
