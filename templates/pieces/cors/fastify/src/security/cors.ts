import type { onRequestHookHandler } from 'fastify';
import { corsPolicy } from './cors-policy.js';
import { sendProblem } from './send-problem.js';

/** Tells browsers which pages may read the answer, and answers what they ask beforehand. */
export function cors(config: { readonly ALLOWED_ORIGINS: readonly string[] }): onRequestHookHandler {
  const policy = corsPolicy(config);
  return ({ method, headers: given }, reply, done) => {
    const { outcome, headers } = policy(method, given.origin, given['access-control-request-method']);
    for (const [name, value] of headers) reply.header(name, value);
    if (outcome === 'pass') done();
    else if (outcome === 'refuse') sendProblem(reply, 'origin_not_allowed');
    else reply.code(204).send();
  };
}
