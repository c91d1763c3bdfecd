import type { IRouter, NextFunction, Request, Response } from 'express';
import { Problem, sendProblem } from './problem.js';
import { allowedMethods, assertChecked, noteMounted, perform, type CheckedRoute } from './route.js';

/** Registers routes. Answers other methods on their paths with 405 and the allowed methods. */
export function mount(router: IRouter, routes: readonly CheckedRoute[]): void {
  noteMounted(router, routes);
  for (const route of routes) {
    assertChecked(route);
    router[route.method](route.path, handle(route));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = allowedMethods(routes, path);
    router.all(path, (req: Request, res: Response) => {
      if (req.method === 'OPTIONS') res.status(204).set('Allow', allow).end();
      else sendProblem(res, 'method_not_allowed', { headers: { Allow: allow } });
    });
  }
}

const handle = (route: CheckedRoute) => (req: Request, res: Response, next: NextFunction) => {
  const { params, headers, originalUrl } = req;
  const query = originalUrl.includes('?') ? req.query : {};
  perform(route, { params, query, headers, body: req.body as unknown }).then((answer) => {
    if (answer.text !== undefined) res.setHeader('Content-Type', 'application/json; charset=utf-8');
    for (const [name, value] of Object.entries(answer.headers)) res.setHeader(name, value);
    res.statusCode = answer.status;
    if (answer.text !== undefined) res.setHeader('Content-Length', Buffer.byteLength(answer.text));
    res.end(answer.text);
  }).catch((error: unknown) => {
    if (error instanceof Problem) sendProblem(res, error.code, error.details);
    else next(error);
  }); // prettier-ignore
};
