import { apiHeaders, claimsHttps, hsts, isHttps } from './headers.js';
import { onNode } from './hono.js';

// Not hono/secure-headers: it sets them on the Response, after the handler, so node-server's own answers lack them.

/** Runs first, and sets the headers on Node's response: so refusals and node-server's own answers carry them too. */
export const securityHeaders = onNode((c, next) => {
  const { incoming, outgoing } = c.env;
  for (const [name, value] of apiHeaders) outgoing.setHeader(name, value);
  // An untrusted claim of HTTPS does no harm here: browsers ignore this header over plain HTTP.
  const { headers } = incoming;
  if (claimsHttps(headers) || isHttps(c.get('scheme'), headers)) outgoing.setHeader(...hsts);
  return next();
});
