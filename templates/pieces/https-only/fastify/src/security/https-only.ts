import type { onRequestHookHandler } from 'fastify';
import { plaintextRule } from './plaintext.js';
import { isHttps, pathOf } from './request.js';
import { sendProblem } from './send-problem.js';

/** Answers plaintext with a refusal that says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }): onRequestHookHandler {
  const rule = plaintextRule(config);
  return (request, reply, done) => {
    if (rule(pathOf(request), isHttps(request)) === 'serve') done();
    else sendProblem(reply, 'https_required', { headers: { Connection: 'close' } });
  };
}
