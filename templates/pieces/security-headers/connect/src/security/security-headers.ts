import type { Middleware } from './connect.js';
import { apiHeaders, hsts } from './headers.js';
import { claimsHttps, isHttps } from './https.js';

/** Before all other middleware, so that its refusals carry the headers too. */
export const securityHeaders: Middleware = (req, res, next) => {
  for (const [name, value] of apiHeaders) res.setHeader(name, value);
  // Anyone may claim HTTPS here: a false claim only puts a header that plain HTTP ignores into the
  // claimant's own answer.
  if (isHttps(req.protocol, req.headers) || claimsHttps(req.headers)) res.setHeader(...hsts);
  next();
};
