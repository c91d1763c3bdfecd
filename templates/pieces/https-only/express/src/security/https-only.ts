import type { NextFunction, Request, Response } from 'express';
import { sendProblem } from './problem.js';

/** In production plaintext is refused, not redirected: by the time of a redirect the credentials were already sent. */
export function httpsOnly(config: { readonly NODE_ENV: string }) {
  const isProduction = config.NODE_ENV === 'production';
  return (req: Request, res: Response, next: NextFunction): void => {
    if (!isProduction || req.secure || req.path === '/livez' || req.path === '/readyz') next();
    else sendProblem(res, 'https_required', { headers: { Connection: 'close' } });
  };
}
