import type { IncomingHttpHeaders } from 'node:http';

/**
 * Over HTTPS on every hop: what says `https, http` went over one of them in clear. `scheme` is what the
 * framework believes.
 */
export const isHttps = (scheme: string | undefined, headers: IncomingHttpHeaders): boolean =>
  scheme === 'https' && (headers[proto] === undefined || claimsHttps(headers));

/** Whoever sent this says so; only of a trusted proxy it means anything. */
export const claimsHttps = (headers: IncomingHttpHeaders): boolean =>
  String(headers[proto] ?? '')
    .split(',')
    .every((hop) => hop.trim() === 'https');

const proto = 'x-forwarded-proto';
