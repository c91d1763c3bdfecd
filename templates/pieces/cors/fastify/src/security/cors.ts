import type { IncomingMessage } from 'node:http';
import type { onRequestHookHandler } from 'fastify';
import { corsPolicy, foreignOrigin } from './cors-policy.js';
import { sendProblem } from './send-problem.js';

const asked = new WeakMap<IncomingMessage, 'answer' | 'refuse'>();

/** Tells browsers which pages may read the answer, refusals too. */
export function cors(config: Parameters<typeof corsPolicy>[0]): onRequestHookHandler {
  const policy = corsPolicy(config);
  return ({ raw, method, headers: given }, reply, done) => {
    const { outcome, headers } = policy(method, given.origin, given['access-control-request-method']);
    for (const [name, value] of headers) reply.header(name, value);
    if (outcome !== 'pass') asked.set(raw, outcome);
    done();
  };
}

/** Answers what browsers ask beforehand, once it is counted. */
export const preflight: onRequestHookHandler = ({ raw }, reply, done) => {
  const outcome = asked.get(raw);
  if (outcome === undefined) done();
  else if (outcome === 'refuse') sendProblem(reply, 'origin_not_allowed', foreignOrigin);
  else reply.code(204).send();
};
