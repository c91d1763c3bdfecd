import { createMiddleware } from 'hono/factory';
import { answerProblem } from './answer-problem.js';
import type { ServiceEnv } from './hono.js';
import type { Logger } from './logger.js';
import { clientKey, type StoreConfig } from './rate-limit.js';
import { requestLimits, type Admission } from './request-limits.js';

/** Counts a request, tells the client where it stands, and refuses it when it was one too many. */
export function limitRequests(config: StoreConfig, logger: Logger) {
  const limitsOf = requestLimits(config, logger);
  return createMiddleware<ServiceEnv>((c, next) => {
    const { outgoing } = c.env;
    // The path as the router sees it, decoded and without dots: no spelling of it evades its limit.
    const { policies, count, settle } = limitsOf(c.req.path);
    const key = clientKey(c.get('client'));
    outgoing.setHeader('RateLimit-Policy', policies);
    const decide = ({ refusal, state, seconds }: Admission) => {
      if (state !== undefined) outgoing.setHeader('RateLimit', state);
      if (refusal !== undefined)
        return answerProblem(c, refusal, { headers: { 'Retry-After': String(seconds) } });
      return settle ? next().then(() => settle(key, c.res.status)) : next();
    };
    const admission = count(key);
    return admission instanceof Promise ? admission.then(async (late) => decide(late)) : decide(admission);
  });
}
