import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { clientTurns } from './client-turns.js';
import { onNode, type ServiceContext, type ServiceEnv } from './hono.js';
import { answerProblem } from './problem.js';
import { limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
import type { Policy } from './rate-limit+counters.js';
import { clientKey, targetOf } from './requests.js';

export { admit, inMemory, limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
export { memoryCounters, type Policy } from './rate-limit+counters.js';
export { limitRawAnswers } from './rate-limit+raw.js';

// Not hono-rate-limiter: it misses upgrades and what never becomes a request, and fails when its store does.

/** Counts the request, tells the client what is left of its limit, and refuses it when that is used up. */
export function limitRequests(config: object) {
  const limits = requestLimits(config);
  const takeTurn = clientTurns();
  return onNode((c, next) => {
    const { incoming, outgoing } = c.env;
    const found = limits.of(targetOf(incoming), incoming, c.req.path, ownPolicy(c));
    if (found === undefined) return next();
    const { policies, count, settle } = found;
    const key = clientKey(c.get('client'));
    outgoing.setHeader('RateLimit-Policy', policies);
    const decide = (admission: Admission) => {
      const { refusal, state } = admission;
      if (state !== undefined) outgoing.setHeader('RateLimit', state);
      if (refusal !== undefined) return answerProblem(c, refusal, limitDetails(admission));
      const turn = takeTurn(key, outgoing);
      const answered = turn === undefined ? next() : turn.then(next);
      return settle ? answered.then(() => settle(key, c.res.status)) : answered;
    };
    const admission = count(key);
    return admission instanceof Promise ? admission.then(async (late) => decide(late)) : decide(admission);
  });
}

const policies = new Map<object, Policy>();

/**
 * For the `middleware` of one route: its limit, in place of the global one. Routes with the same name share their
 * counters.
 */
export function ownLimit(policy: Policy): MiddlewareHandler<ServiceEnv> {
  const mark: MiddlewareHandler<ServiceEnv> = (_c, next) => next();
  policies.set(mark, policy);
  return mark;
}

/** The request was routed before any middleware ran. Routes further down match it too, but do not answer. */
function ownPolicy(c: ServiceContext): Policy | undefined {
  if (policies.size === 0) return undefined;
  const matched = matchedRoutes(c);
  const route = matched.find(({ method }) => method !== 'ALL'); // else a middleware of app.use()
  const mark = matched.find(
    ({ handler, method, path }) =>
      policies.has(handler) && (method === 'ALL' || (method === route?.method && path === route.path)),
  );
  return mark && policies.get(mark.handler);
}
