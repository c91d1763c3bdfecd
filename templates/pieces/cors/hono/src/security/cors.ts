import type { IncomingMessage } from 'node:http';
import { corsPolicy, foreignOrigin } from './cors+policy.js';
import { keepVary } from './cors+vary.js';
import { onNode } from './hono.js';
import { answerProblem } from './problem.js';

export { keepVary } from './cors+vary.js';

// Not hono/cors: it answers every OPTIONS, those of foreign origins too, before the rate limit counts them.

const asked = new WeakMap<IncomingMessage, 'answer' | 'refuse'>();

/** Tells browsers which pages may read an answer, also a refusal. */
export function cors(config: Parameters<typeof corsPolicy>[0]) {
  const policy = corsPolicy(config);
  return onNode((c, next) => {
    const { incoming, outgoing } = c.env;
    const { origin, 'access-control-request-method': requestMethod } = incoming.headers;
    const { outcome, headers } = policy(incoming.method, origin, requestMethod);
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    keepVary(outgoing);
    if (outcome !== 'pass') asked.set(incoming, outcome);
    return next();
  });
}

/** Answers preflights. Runs after the rate limit, so that they count. */
export const preflight = onNode((c, next) => {
  const outcome = asked.get(c.env.incoming);
  if (outcome === undefined) return next();
  if (outcome === 'refuse') return answerProblem(c, 'origin_not_allowed', foreignOrigin);
  return Promise.resolve(c.body(null, 204));
});
