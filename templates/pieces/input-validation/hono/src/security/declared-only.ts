import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { answerProblem } from './problem.js';
import { drop, faultAtEnd, guardStream, isKeeper, isKept, limitOf } from './contract.js';
import type { ServiceContext, ServiceEnv } from './hono.js';
import { methods } from './requests.js';
import { bytesOf, hasBodyOf, limitBody } from './body.js';

/**
 * Lets only routes of createRoute answer: an answer that no schema has seen, also one of a middleware, becomes a
 * logged 500. Another method of a path that has routes gets 405 and the methods that the path has.
 */
export const declaredOnly = (app: Hono<ServiceEnv>) =>
  createMiddleware<ServiceEnv>(async (c, next) => {
    if (hasBodyOf(c)) limitBody(c, limitOf(c));
    if (!matchedRoutes(c).some(isRoute)) {
      if (hasBodyOf(c)) await bytesOf(c); // a body that turns out to be broken is refused as that
      const answer = await otherMethod(c, allowed(app, c.req.path));
      if (answer !== undefined) return answer;
    }
    await next();
    const fault = isKept(c) ? undefined : await faultAtEnd(c);
    if (fault !== undefined) {
      drop(c);
      throw new TypeError(fault);
    }
    guardStream(c);
    return undefined;
  });

/** Call after the last route. Throws if a route was not made by createRoute of src/security/contract.ts. */
export function refuseUndeclared(app: Hono<ServiceEnv>): void {
  const names = undeclaredRoutes(app);
  if (names.length > 0)
    throw new TypeError(
      `${names.join(', ')}: use app.openapi(createRoute(...)); a path of app.use() ends with *`,
    );
}

export function undeclaredRoutes(app: Hono<ServiceEnv>): readonly string[] {
  const routes = app.routes.filter((route) => isRoute(route) || !route.path.endsWith('*'));
  const declared = new Set(routes.filter(({ handler }) => isKeeper(handler)).map(nameOf));
  return [...new Set(routes.map(nameOf))].filter((name) => !declared.has(name));
}

interface Route {
  readonly method: string;
  readonly path: string;
}
const isRoute = ({ method }: Route): boolean => method !== 'ALL'; // else a middleware of app.use()
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

async function otherMethod(c: ServiceContext, Allow: string | undefined): Promise<Response | undefined> {
  if (Allow === undefined) return undefined;
  const headers = { Allow };
  if (c.req.method !== 'OPTIONS') return answerProblem(c, 'method_not_allowed', { headers });
  c.set('isDeclared', true);
  return c.body(null, 204, headers);
}

/** The Allow header of a path, from the router; undefined if it has no route. */
function allowed(app: Hono<ServiceEnv>, path: string): string | undefined {
  const own = methods.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
  return own.length === 0
    ? undefined
    : [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}
