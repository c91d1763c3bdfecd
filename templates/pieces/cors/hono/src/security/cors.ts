import { createMiddleware } from 'hono/factory';
import { answerProblem } from './answer-problem.js';
import { corsPolicy } from './cors-policy.js';
import type { ServiceEnv } from './hono.js';

/** Tells browsers which pages may read the answer, and answers what they ask beforehand. */
export function cors(config: { readonly ALLOWED_ORIGINS: readonly string[] }) {
  const policy = corsPolicy(config);
  return createMiddleware<ServiceEnv>((c, next) => {
    const { incoming, outgoing } = c.env;
    const { origin, 'access-control-request-method': requestMethod } = incoming.headers;
    const { outcome, headers } = policy(incoming.method, origin, requestMethod);
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    if (outcome === 'pass') return next();
    if (outcome === 'refuse') return answerProblem(c, 'origin_not_allowed');
    return Promise.resolve(c.body(null, 204));
  });
}
