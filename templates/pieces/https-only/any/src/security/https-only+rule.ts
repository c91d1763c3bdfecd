import type { IncomingHttpHeaders } from 'node:http';
import { claimsHttps, isHttps } from './headers.js';
import type { ProblemDetails } from './problem.js';
import { isHealthPath } from './requests.js';

/**
 * Refuses plaintext in production. A redirect, as of express-sslify, would be too late: the credentials were
 * already sent.
 */
export function plaintextRule(config: { readonly NODE_ENV: string }) {
  const isProduction = config.NODE_ENV === 'production';
  return (
    target: string,
    scheme: string | undefined,
    headers: IncomingHttpHeaders,
  ): ProblemDetails | undefined =>
    !isProduction || isHttps(scheme, headers) || isHealthPath(target)
      ? undefined
      : refusals[reasonOf(headers)];
}

function reasonOf(headers: IncomingHttpHeaders): keyof typeof refusals {
  if (headers['x-forwarded-proto'] === undefined) return 'silent';
  return claimsHttps(headers) ? 'untrusted' : 'plain';
}

const refusal = (rule: string): ProblemDetails => ({ headers: { Connection: 'close' }, why: { rule } });
const refusals = {
  silent: refusal('plaintext, and no X-Forwarded-Proto from a proxy'),
  untrusted: refusal('X-Forwarded-Proto: https, from an address that TRUST_PROXY does not name'),
  plain: refusal('X-Forwarded-Proto does not say https for every hop'),
};
