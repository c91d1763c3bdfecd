import type { JsonRoute } from './found-routes.js';
import type { Ask } from './http.js';

/** A request to a route that takes JSON, with all that the route needs besides the body. */
export const jsonAsk = (
  { method, path, headers, login, made }: JsonRoute,
  body: string | Buffer,
  more: Ask['headers'] = { 'content-type': 'application/json' },
): Ask => ({
  method,
  path,
  headers: { ...headers, ...more },
  body,
  ...(login === undefined ? {} : { login }),
  ...(made === undefined ? {} : { made }),
});
