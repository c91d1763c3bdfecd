import type { onRequestHookHandler } from 'fastify';
import { plaintextRule } from './plaintext.js';
import { sendProblem } from './send-problem.js';

/** Refuses plaintext requests, and says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }): onRequestHookHandler {
  const rule = plaintextRule(config);
  return ({ originalUrl, protocol, headers }, reply, done) => {
    const refusal = rule(originalUrl, protocol, headers);
    if (refusal === undefined) done();
    else sendProblem(reply, 'https_required', refusal);
  };
}
