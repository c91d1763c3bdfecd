import { pathOf, type Middleware } from './connect.js';
import type { Logger } from './logger.js';
import { clientKey, type StoreConfig } from './rate-limit.js';
import { requestLimits, type Admission } from './request-limits.js';
import { sendProblem } from './send-problem.js';

/** Counts a request, tells the client where it stands, and refuses it when it was one too many. */
export function limitRequests(config: StoreConfig, logger: Logger): Middleware {
  const limitsOf = requestLimits(config, logger);
  return (req, res, next) => {
    const { policies, count, settle } = limitsOf(pathOf(req));
    const key = clientKey(req.ip);
    res.setHeader('RateLimit-Policy', policies);
    if (settle) res.once('finish', () => settle(key, res.statusCode));
    const proceed = ({ refusal, state, seconds }: Admission): void => {
      if (state !== undefined) res.setHeader('RateLimit', state);
      if (refusal === undefined) next();
      else sendProblem(res, refusal, { headers: { 'Retry-After': String(seconds) } });
    };
    const admission = count(key);
    if (admission instanceof Promise) void admission.then(proceed);
    else proceed(admission);
  };
}
