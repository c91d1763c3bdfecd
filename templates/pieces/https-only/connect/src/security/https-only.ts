import { pathOf, type Middleware } from './connect.js';
import { plaintextRule } from './plaintext.js';
import { sendProblem } from './send-problem.js';

/** Answers plaintext with a refusal that says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }): Middleware {
  const rule = plaintextRule(config);
  return (req, res, next) => {
    if (rule(pathOf(req), req.protocol === 'https') === 'serve') next();
    else sendProblem(res, 'https_required', { headers: { Connection: 'close' } });
  };
}
