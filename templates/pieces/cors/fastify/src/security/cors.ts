import type { IncomingMessage } from 'node:http';
import type { onRequestHookHandler } from 'fastify';
import { corsPolicy, foreignOrigin } from './cors+policy.js';
import { keepVary } from './cors+vary.js';
import { sendProblem } from './problem.js';

export { keepVary } from './cors+vary.js';

// Not @fastify/cors: it answers foreign preflights too, and uncounted, or leaves every preflight to its caller.

const asked = new WeakMap<IncomingMessage, 'answer' | 'refuse'>();

/** Tells browsers which pages may read an answer, also a refusal. */
export function cors(config: Parameters<typeof corsPolicy>[0]): onRequestHookHandler {
  const policy = corsPolicy(config);
  return ({ raw, method, headers: given }, reply, done) => {
    const { outcome, headers } = policy(method, given.origin, given['access-control-request-method']);
    for (const [name, value] of headers) reply.header(name, value);
    keepVary(reply.raw);
    if (outcome !== 'pass') asked.set(raw, outcome);
    done();
  };
}

/** Answers preflights. Runs after the rate limit, so that they count. */
export const preflight: onRequestHookHandler = ({ raw }, reply, done) => {
  const outcome = asked.get(raw);
  if (outcome === undefined) done();
  else if (outcome === 'refuse') sendProblem(reply, 'origin_not_allowed', foreignOrigin);
  else reply.code(204).send();
};
