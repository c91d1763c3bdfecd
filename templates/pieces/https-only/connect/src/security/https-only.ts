import type { Middleware } from './connect.js';
import { plaintextRule } from './plaintext.js';
import { sendProblem } from './send-problem.js';
import { targetOf } from './target.js';

/** Refuses plaintext requests, and says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }): Middleware {
  const rule = plaintextRule(config);
  return (req, res, next) => {
    const refusal = rule(targetOf(req), req.protocol, req.headers);
    if (refusal === undefined) next();
    else sendProblem(res, 'https_required', refusal);
  };
}
