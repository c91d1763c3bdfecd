import { createServer } from 'node:http';
import type { HttpServer } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import express, { type Express, type RequestHandler } from 'express';
import { guardAnswers } from './security/checks.js';
import { dropBody } from './security/body.js';
import { serverOptions, type Context } from './security/index.js';
import { sendProblem } from './security/problem.js';

/** Makes the Express adapter. Express creates its router at once, so the router's settings are made here. */
export function createAdapter({ logger }: Context): ExpressAdapter {
  const app = express();
  app.set('etag', false); // answers are not cached, so they need no ETag
  app.set('query parser', 'simple'); // strings and lists of strings; no nested objects
  app.enable('case sensitive routing');
  app.enable('strict routing'); // /notes/ is not /notes
  Object.defineProperty(app.request, 'fresh', { value: false }); // never answer 304
  guardAnswers(app.response, logger);
  return new StrictAdapter(app);
}

/** Nest passes no options to the server, and some limits cannot be set later. */
class StrictAdapter extends ExpressAdapter {
  override initHttpServer(): void {
    this.httpServer = createServer(serverOptions, this.getInstance<Express>());
  }

  /** For all unknown paths: Nest passes a global prefix too, and would leave those outside it to Express. */
  override setNotFoundHandler(handler: RequestHandler): void {
    super.setNotFoundHandler(handler);
  }
}

/** Answers any other method on a path that has routes with 405 and the allowed methods. Call it after all routes. */
export function refuseOtherMethods(adapter: HttpServer): void {
  const app = adapter.getInstance() as Express;
  const allowed = new Map<string, string[]>();
  for (const { method, path } of routesOf(adapter)) allowed.set(path, [...(allowed.get(path) ?? []), method]);
  app.use((req, _res, next) => {
    dropBody(req).then(() => next(), next);
  });
  for (const [path, methods] of allowed) {
    const served = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
    const Allow = [...served, 'OPTIONS'].join(', ');
    const otherMethods: RequestHandler = (req, res, next) => {
      if (served.includes(req.method))
        next(); // in another version of the API
      else if (req.method === 'OPTIONS') res.setHeader('Allow', Allow).writeHead(204).end();
      else sendProblem(res, 'method_not_allowed', { headers: { Allow } });
    };
    refusing.add(otherMethods);
    app.route(path).all(otherMethods);
  }
}

const refusing = new WeakSet<object>();

/** The routes of Express's router, whoever added them. */
export const routesOf = (
  adapter: HttpServer,
): readonly { readonly method: string; readonly path: string }[] =>
  (adapter.getInstance() as Express).router.stack.flatMap(({ route }) =>
    (route?.stack ?? [])
      .filter(({ handle }) => !refusing.has(handle))
      .map(({ method }) => ({ method: method.toUpperCase(), path: route?.path ?? '' })),
  );
