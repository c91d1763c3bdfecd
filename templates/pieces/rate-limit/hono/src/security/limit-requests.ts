import { createMiddleware } from 'hono/factory';
import { answerProblem } from './answer-problem.js';
import type { ServiceEnv } from './hono.js';
import type { Logger } from './logger.js';
import { clientKey, type StoreConfig } from './rate-limit.js';
import { requestLimits } from './request-limits.js';

/** Counts a request, tells the client where it stands, and refuses it when it was one too many. */
export function limitRequests(config: StoreConfig, logger: Logger) {
  const limits = requestLimits(config, logger);
  return createMiddleware<ServiceEnv>(async (c, next) => {
    const { outgoing } = c.env;
    const { path } = c.req; // as the router sees it, decoded and without dots: no spelling of a path evades its limit
    const key = clientKey(c.get('client'));
    outgoing.setHeader('RateLimit-Policy', limits.policies(path));
    const { refusal, state, seconds } = await limits.count(path, key);
    if (state !== undefined) outgoing.setHeader('RateLimit', state);
    if (refusal !== undefined)
      return answerProblem(c, refusal, { headers: { 'Retry-After': String(seconds) } });
    return next().then(() => limits.settle(path, key, c.res.status));
  });
}
