import { createMiddleware } from 'hono/factory';
import { apiHeaders, hsts } from './headers.js';
import type { ServiceEnv } from './hono.js';
import { claimsHttps, isHttps } from './https.js';

/**
 * Before all that may refuse, and on Node's response: so every refusal carries them, and node-server's own
 * answers too.
 */
export const securityHeaders = createMiddleware<ServiceEnv>((c, next) => {
  const { incoming, outgoing } = c.env;
  for (const [name, value] of apiHeaders) outgoing.setHeader(name, value);
  // Anyone may claim HTTPS here: a false claim only puts a header that plain HTTP ignores into the
  // claimant's own answer.
  const { headers } = incoming;
  if (isHttps(c.get('scheme'), headers) || claimsHttps(headers)) outgoing.setHeader(...hsts);
  return next();
});
