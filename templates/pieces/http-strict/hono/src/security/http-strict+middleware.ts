import { onNode } from './hono.js';
import { strictRules } from './http-strict+rules.js';
import { answerProblem } from './problem.js';

// We know of no package for this: Node's parser takes such requests, and helmet and its like are about answers.

/** Refuses requests that break the strict rules, before anything else reads them. */
export function strictHttp(config: Parameters<typeof strictRules>[0]) {
  const refusalOf = strictRules(config);
  return onNode((c, next) => {
    const refusal = refusalOf(c.env.incoming);
    return refusal === undefined ? next() : answerProblem(c, refusal.code, refusal);
  });
}
