import type { Middleware } from './connect.js';
import { corsPolicy } from './cors-policy.js';
import { sendProblem } from './send-problem.js';

/** Tells browsers which pages may read the answer, and answers what they ask beforehand. */
export function cors(config: { readonly ALLOWED_ORIGINS: readonly string[] }): Middleware {
  const policy = corsPolicy(config);
  return (req, res, next) => {
    const { origin, 'access-control-request-method': requestMethod } = req.headers;
    const { outcome, headers } = policy(req.method, origin, requestMethod);
    for (const [name, value] of headers) res.setHeader(name, value);
    if (outcome === 'pass') next();
    else if (outcome === 'refuse') sendProblem(res, 'origin_not_allowed');
    else res.writeHead(204).end();
  };
}
