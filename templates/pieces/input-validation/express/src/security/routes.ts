import { Router, type Express, type IRouter, type RequestHandler } from 'express';
import { sendProblem } from './problem.js';
import { dropBody } from './read-body.js';
import { operationOf, routing, type Operation } from './validate.js';

export interface Route {
  /** `*` for all methods. */
  readonly method: string;
  readonly path: string;
  /** Undefined if no `validate` comes before the last handler. */
  readonly operation: Operation | undefined;
}

/** Every route of a router and of those mounted on it. A mounted app cannot be looked into: it counts as undeclared. */
export function routesOf(router: IRouter, prefix = ''): readonly Route[] {
  const mounted = (router as unknown as Listing).listRoutes().filter((entry) => entry.router);
  const below = mounted.flatMap(({ path, router: inner }) =>
    inner ? routesOf(inner, join(prefix, path)) : [],
  );
  const own = router.stack.flatMap(({ route, name }): Route[] => {
    if (name === 'mounted_app') return [{ method: '*', path: `${prefix}/*`, operation: undefined }];
    if (route === undefined) return [];
    const layers = route.stack as readonly { readonly method?: string; readonly handle: object }[];
    const methods = [...new Set(layers.map(({ method }) => method ?? '*'))];
    return [route.path].flat().flatMap((path) =>
      methods.map((method) => {
        const handlers = layers.filter((layer) => [undefined, method].includes(layer.method));
        const checks = handlers.slice(0, -1).map(({ handle }) => operationOf(handle));
        return { method, path: join(prefix, path), operation: checks.find((each) => each !== undefined) };
      }),
    );
  });
  return [...own, ...below];
}

/** New in router 2.3, and not in @types/express yet. */
interface Listing {
  listRoutes(): readonly { readonly path: string | RegExp; readonly router?: IRouter }[];
}

const join = (prefix: string, path: string | RegExp): string =>
  `${prefix}${String(path)}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, path === '/' ? '' : '$&');

/** Answers OPTIONS with 204 and the methods of the path. Before the routes: a nested Router would answer it itself. */
export function answerOptions(app: Express): RequestHandler {
  const answer = refuseMethods(app);
  return (req, res, next) => {
    if (req.method === 'OPTIONS') answer(req, res, next);
    else next();
  };
}

/** Answers methods that a path does not have with 405 and those that it has. Behind the routes. */
export function refuseMethods(app: Express): RequestHandler {
  let table: Router | undefined; // made at the first request, when all routes are there
  return (req, res, next) => {
    dropBody(req).then(() => {
      table ??= tableOf(routesOf(app.router));
      table(req, res, next);
    }, next);
  };
}

function tableOf(routes: readonly Route[]): Router {
  const table = Router(routing);
  for (const path of new Set(routes.map((route) => route.path))) {
    const own = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    const Allow = [...new Set([...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].join(', ');
    table.all(path, (req, res) => {
      if (req.method === 'OPTIONS') res.writeHead(204, { Allow }).end();
      else sendProblem(res, 'method_not_allowed', { headers: { Allow } });
    });
  }
  return table;
}
