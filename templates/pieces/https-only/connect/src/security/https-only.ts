import { plaintextRule } from './https-only+rule.js';
import { sendProblem } from './problem.js';
import { targetOf, type Middleware } from './requests.js';

export { plaintextRule } from './https-only+rule.js';

/** Refuses plaintext requests, and says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }): Middleware {
  const rule = plaintextRule(config);
  return (req, res, next) => {
    const refusal = rule(targetOf(req), req.protocol, req.headers);
    if (refusal === undefined) next();
    else sendProblem(res, 'https_required', refusal);
  };
}
