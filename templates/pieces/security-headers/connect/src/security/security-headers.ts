import type { Middleware } from './connect.js';
import { apiHeaders, hsts } from './headers.js';
import { claimsHttps, isHttps } from './https.js';

/** Runs before all other middleware, so that its refusals carry the headers too. */
export const securityHeaders: Middleware = (req, res, next) => {
  for (const [name, value] of apiHeaders) res.setHeader(name, value);
  // An untrusted claim of HTTPS does no harm here: browsers ignore this header over plain HTTP.
  if (isHttps(req.protocol, req.headers) || claimsHttps(req.headers)) res.setHeader(...hsts);
  next();
};
