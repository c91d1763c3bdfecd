import type { onRequestHookHandler } from 'fastify';
import { plaintextRule } from './https-only+rule.js';
import { sendProblem } from './problem.js';

export { plaintextRule } from './https-only+rule.js';

/** Refuses plaintext requests, and says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }): onRequestHookHandler {
  const rule = plaintextRule(config);
  return ({ originalUrl, protocol, headers }, reply, done) => {
    const refusal = rule(originalUrl, protocol, headers);
    if (refusal === undefined) done();
    else sendProblem(reply, 'https_required', refusal);
  };
}
