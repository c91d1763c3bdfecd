import type { NextFunction, Request, Response } from 'express';
import { apiHeaders, hsts } from './headers.js';

/** Before all other hooks, so that their refusals carry the headers too. */
export function securityHeaders(req: Request, res: Response, next: NextFunction): void {
  for (const [name, value] of apiHeaders) res.setHeader(name, value);
  // Anyone may claim HTTPS here: a false claim only puts a header that plain HTTP ignores into the claimant's own answer.
  if (req.secure || req.headers['x-forwarded-proto'] === 'https') res.setHeader(hsts[0], hsts[1]);
  next();
}
