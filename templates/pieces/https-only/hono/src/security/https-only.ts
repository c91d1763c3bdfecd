import { onNode } from './hono.js';
import { plaintextRule } from './https-only+rule.js';
import { answerProblem } from './problem.js';
import { targetOf } from './requests.js';

export { plaintextRule } from './https-only+rule.js';

/** Refuses plaintext requests, and says why. */
export function httpsOnly(config: { readonly NODE_ENV: string }) {
  const rule = plaintextRule(config);
  return onNode((c, next) => {
    const { incoming } = c.env;
    const refusal = rule(targetOf(incoming), c.get('scheme'), incoming.headers);
    return refusal === undefined ? next() : answerProblem(c, 'https_required', refusal);
  });
}
