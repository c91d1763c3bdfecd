import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiHeaders, claimsHttps, hsts, isHttps } from './headers.js';

// Not helmet: for an API it would be set to this list, which answers without a request need too.

/** Runs before all other middleware, so that its refusals carry the headers too. */
export function securityHeaders(
  req: IncomingMessage & { readonly protocol?: string },
  res: ServerResponse,
  next: () => void,
): void {
  for (const [name, value] of apiHeaders) res.setHeader(name, value);
  // An untrusted claim of HTTPS does no harm here: browsers ignore this header over plain HTTP.
  if (claimsHttps(req.headers) || isHttps(req.protocol, req.headers)) res.setHeader(...hsts);
  next();
}
