import type { onRequestHookHandler } from 'fastify';
import { apiHeaders, hsts } from './headers.js';
import { isHttps } from './request.js';

const always = Object.fromEntries(apiHeaders);

/** Before all other hooks, so that their refusals carry the headers too. */
export const securityHeaders: onRequestHookHandler = (request, reply, done) => {
  reply.headers(always);
  // Anyone may claim HTTPS here: a false claim only puts a header that plain HTTP ignores into the claimant's own answer.
  if (isHttps(request) || request.headers['x-forwarded-proto'] === 'https') reply.header(...hsts);
  done();
};
