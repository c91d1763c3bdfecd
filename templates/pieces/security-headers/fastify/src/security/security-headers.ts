import type { onRequestHookHandler } from 'fastify';
import { apiHeaders, claimsHttps, hsts, isHttps } from './headers.js';

const always = Object.fromEntries(apiHeaders);

/** Runs before all other hooks, so that their refusals carry the headers too. */
export const securityHeaders: onRequestHookHandler = ({ protocol, headers }, reply, done) => {
  reply.headers(always);
  // An untrusted claim of HTTPS does no harm here: browsers ignore this header over plain HTTP.
  if (isHttps(protocol, headers) || claimsHttps(headers)) reply.header(...hsts);
  done();
};
