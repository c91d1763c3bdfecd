import { pathOf, type Middleware } from './connect.js';
import type { Logger } from './logger.js';
import { clientKey, type StoreConfig } from './rate-limit.js';
import { requestLimits } from './request-limits.js';
import { sendProblem } from './send-problem.js';

/** Counts a request, tells the client where it stands, and refuses it when it was one too many. */
export function limitRequests(config: StoreConfig, logger: Logger): Middleware {
  const limits = requestLimits(config, logger);
  return (req, res, next) => {
    const path = pathOf(req);
    const key = clientKey(req.ip);
    res.setHeader('RateLimit-Policy', limits.policies(path));
    res.once('finish', () => {
      limits.settle(path, key, res.statusCode);
    });
    void limits.count(path, key).then(({ refusal, state, seconds }) => {
      if (state !== undefined) res.setHeader('RateLimit', state);
      if (refusal === undefined) next();
      else sendProblem(res, refusal, { headers: { 'Retry-After': String(seconds) } });
    });
  };
}
