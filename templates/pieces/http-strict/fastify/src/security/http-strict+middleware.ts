import type { onRequestHookHandler } from 'fastify';
import { strictRules } from './http-strict+rules.js';
import { sendProblem } from './problem.js';

// We know of no package for this: Node's parser takes such requests, and helmet and its like are about answers.

/** Refuses requests that break the strict rules, before anything else reads them. */
export function strictHttp(config: Parameters<typeof strictRules>[0]): onRequestHookHandler {
  const refusalOf = strictRules(config);
  return ({ raw }, reply, done) => {
    const refusal = refusalOf(raw);
    if (refusal === undefined) done();
    else sendProblem(reply, refusal.code, refusal);
  };
}
