import { answerProblem } from './answer-problem.js';
import { onNode } from './hono.js';
import { strictRules } from './strict-rules.js';

/** Refuses requests that break the strict rules, before anything else reads them. */
export function strictHttp(config: Parameters<typeof strictRules>[0]) {
  const refusalOf = strictRules(config);
  return onNode((c, next) => {
    const refusal = refusalOf(c.env.incoming);
    return refusal === undefined ? next() : answerProblem(c, refusal.code, refusal);
  });
}
