import type { Middleware } from './connect.js';
import { sendProblem } from './send-problem.js';
import { strictRules } from './strict-rules.js';

/** Refuses such requests before anything else reads them. */
export function strictHttp(config: Parameters<typeof strictRules>[0]): Middleware {
  const refusalOf = strictRules(config);
  return (req, res, next) => {
    const refusal = refusalOf(req);
    if (refusal === undefined) next();
    else sendProblem(res, refusal.code, refusal);
  };
}
