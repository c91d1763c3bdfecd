import { corsPolicy, foreignOrigin } from './cors+policy.js';
import { keepVary } from './cors+vary.js';
import { sendProblem } from './problem.js';
import type { Incoming, Middleware } from './requests.js';

export { keepVary } from './cors+vary.js';

// Not the cors package: it answers foreign preflights too, and uncounted, or leaves every preflight to its caller.

type Config = Parameters<typeof corsPolicy>[0];
const asked = new WeakMap<Incoming, 'answer' | 'refuse'>();

/** Tells browsers which pages may read an answer, also a refusal. */
export function cors(config: Config): Middleware {
  const policy = corsPolicy(config);
  return (req, res, next) => {
    const { origin, 'access-control-request-method': requestMethod } = req.headers;
    const { outcome, headers } = policy(req.method, origin, requestMethod);
    for (const [name, value] of headers) res.setHeader(name, value);
    keepVary(res);
    if (outcome !== 'pass') asked.set(req, outcome);
    next();
  };
}

/** Answers preflights. Runs after the rate limit, so that they count. */
export const preflight: Middleware = (req, res, next) => {
  const outcome = asked.get(req);
  if (outcome === undefined) next();
  else if (outcome === 'refuse') sendProblem(res, 'origin_not_allowed', foreignOrigin);
  else res.writeHead(204).end();
};
