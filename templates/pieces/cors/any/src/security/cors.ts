import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendProblem } from './problem.js';

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Max-Age': '600',
};
const readableHeaders = 'Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';

/** Lets exactly the listed origins read answers. Credentials stay off: nothing here lives in a cookie. */
export function cors(config: { readonly ALLOWED_ORIGINS: readonly string[] }) {
  const allowed = new Set(config.ALLOWED_ORIGINS);
  return (req: IncomingMessage, res: ServerResponse, next: () => void): void => {
    res.setHeader('Vary', 'Origin');
    const { origin, 'access-control-request-method': requestMethod } = req.headers;
    const isPreflight = req.method === 'OPTIONS' && origin !== undefined && requestMethod !== undefined;
    if (origin === undefined || !allowed.has(origin)) {
      if (isPreflight) sendProblem(res, 'origin_not_allowed');
      else next();
      return;
    }
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Expose-Headers', readableHeaders);
    if (!isPreflight) {
      next();
      return;
    }
    for (const [name, value] of Object.entries(preflightHeaders)) res.setHeader(name, value);
    res.statusCode = 204;
    res.end();
  };
}
