import type { onRequestHookHandler } from 'fastify';
import { apiHeaders, hsts } from './headers.js';
import { claimsHttps, isHttps } from './https.js';

const always = Object.fromEntries(apiHeaders);

/** Before all other hooks, so that their refusals carry the headers too. */
export const securityHeaders: onRequestHookHandler = ({ protocol, headers }, reply, done) => {
  reply.headers(always);
  // Anyone may claim HTTPS here: a false claim only puts a header that plain HTTP ignores into the
  // claimant's own answer.
  if (isHttps(protocol, headers) || claimsHttps(headers)) reply.header(...hsts);
  done();
};
