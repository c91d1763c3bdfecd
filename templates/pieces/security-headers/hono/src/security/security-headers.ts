import { createMiddleware } from 'hono/factory';
import { apiHeaders, hsts } from './headers.js';
import type { ServiceEnv } from './hono.js';

/** Before all that may refuse, and on Node's response: so every refusal carries them, and node-server's own answers too. */
export const securityHeaders = createMiddleware<ServiceEnv>((c, next) => {
  const { incoming, outgoing } = c.env;
  for (const [name, value] of apiHeaders) outgoing.setHeader(name, value);
  // Anyone may claim HTTPS here: a false claim only puts a header that plain HTTP ignores into the claimant's own answer.
  const isHttps = c.get('scheme') === 'https' || incoming.headers['x-forwarded-proto'] === 'https';
  if (isHttps) outgoing.setHeader(...hsts);
  return next();
});
