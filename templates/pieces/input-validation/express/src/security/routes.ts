import { Router, type Express, type IRouter, type RequestHandler } from 'express';
import { sendProblem } from './problem.js';
import { dropBody } from './body.js';
import { operationOf, routing, type Operation } from './contract.js';
import { methods } from './requests.js';

export interface Route {
  /** `*` for all methods. */
  readonly method: string;
  readonly path: string;
  /** Undefined if no `validate` comes before the last handler. */
  readonly operation: Operation | undefined;
}
type Path = string | RegExp;

/** Every route of a router and of those mounted on it. A mounted app cannot be looked into: it counts as undeclared. */
export function routesOf(router: IRouter, prefix = ''): readonly Route[] {
  const apps = router.stack.filter(({ name }) => name === 'mounted_app');
  return [
    ...apps.map(() => ({ method: '*', path: `${prefix}/*`, operation: undefined })),
    ...ownRoutes(router).map(({ path, ...route }) => ({ ...route, path: join(prefix, path) })),
    ...mountedOn(router).flatMap(({ path, router: inner }) => routesOf(inner, join(prefix, path))),
  ];
}

const join = (prefix: string, path: Path): string =>
  `${prefix}${String(path)}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, path === '/' ? '' : '$&');

const ownRoutes = (router: IRouter): readonly (Omit<Route, 'path'> & { readonly path: Path })[] =>
  router.stack.flatMap(({ route }) => {
    if (route === undefined) return [];
    const layers = route.stack as readonly { readonly method?: string; readonly handle: object }[];
    return [...new Set(layers.map(({ method }) => method ?? '*'))].flatMap((method) => {
      const handlers = layers.filter((layer) => [undefined, method].includes(layer.method));
      const checks = handlers.slice(0, -1).map(({ handle }) => operationOf(handle));
      const operation = checks.find((each) => each !== undefined);
      return [route.path as Path | readonly Path[]].flat().map((path) => ({ method, path, operation }));
    });
  });

interface Mounted {
  readonly path: Path;
  readonly router: IRouter;
}

/** `listRoutes` is new in router 2.3, and not in @types/express yet. */
const mountedOn = (router: IRouter): readonly Mounted[] =>
  (router as unknown as { listRoutes(): readonly Partial<Mounted>[] })
    .listRoutes()
    .filter((entry): entry is Mounted => entry.router !== undefined);

/** Answers OPTIONS with 204 and the methods of the path. Before the routes: a nested Router would answer it itself. */
export function answerOptions(app: Express): RequestHandler {
  const answer = refuseMethods(app);
  return (req, res, next) => {
    if (req.method === 'OPTIONS') return answer(req, res, next);
    next();
    return undefined;
  };
}

/** Answers methods that a path does not have with 405 and those that it has. Behind the routes. */
export function refuseMethods(app: Express): RequestHandler {
  let table: Router | undefined; // made at the first request, when all routes are there
  return async (req, res, next) => {
    await dropBody(req);
    const known = new Set<string>();
    knownTo.set(req, known);
    table ??= tableOf(app.router);
    table(req, res, (error?: unknown) => {
      const isOwn = known.has(req.method) || known.size === 0; // OPTIONS that a route answers itself
      if (error !== undefined || isOwn) {
        next(error);
        return;
      }
      const all = [...known, ...(known.has('GET') && !known.has('HEAD') ? ['HEAD'] : []), 'OPTIONS'];
      const Allow = all.join(', ');
      if (req.method === 'OPTIONS') res.writeHead(204, { Allow }).end();
      else sendProblem(res, 'method_not_allowed', { headers: { Allow } });
    });
  };
}

/** The methods that the path of a request has. */
const knownTo = new WeakMap<object, Set<string>>();

/** A router with the same paths, mounted in the same way, that only notes their methods. */
function tableOf(router: IRouter): Router {
  const table = Router(routing);
  for (const { method, path } of ownRoutes(router)) {
    const own = method === '*' ? methods : methods.filter((each) => each === method.toUpperCase());
    table.all(path, (req, _res, next) => {
      own.forEach((each) => knownTo.get(req)?.add(each));
      next();
    });
  }
  for (const { path, router: inner } of mountedOn(router)) table.use(path, tableOf(inner));
  return table;
}
