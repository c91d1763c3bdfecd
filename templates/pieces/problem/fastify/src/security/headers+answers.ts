import type { onRequestHookHandler } from 'fastify';
import { apiHeaders, claimsHttps, hsts, isHttps } from './headers.js';

// Not @fastify/helmet: for an API it would be set to this list, which answers without a request need too.

/** Runs before all other hooks, so that their refusals carry the headers too. */
export const securityHeaders: onRequestHookHandler = (request, reply, done) => {
  for (const [name, value] of apiHeaders) reply.header(name, value);
  // An untrusted claim of HTTPS does no harm here: browsers ignore this header over plain HTTP.
  if (claimsHttps(request.headers) || isHttps(request.protocol, request.headers)) reply.header(...hsts);
  done();
};
