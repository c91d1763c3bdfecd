import { createMiddleware } from 'hono/factory';
import { answerProblem } from './answer-problem.js';
import type { ServiceEnv } from './hono.js';
import { plaintextRule } from './plaintext.js';

/** Answers plaintext with a refusal that says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }) {
  const rule = plaintextRule(config);
  return createMiddleware<ServiceEnv>((c, next) => {
    if (rule(c.req.path, c.get('scheme') === 'https') === 'serve') return next();
    return answerProblem(c, 'https_required', { headers: { Connection: 'close' } });
  });
}
