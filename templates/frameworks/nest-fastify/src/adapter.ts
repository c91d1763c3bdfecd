import { ServerResponse } from 'node:http';
import type { HttpServer } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guardAnswers, mayLeave, release } from './security/checks.js';
import { dropBody } from './security/body.js';
import { secureOptions, serverOptions, type Context } from './security/index.js';
import { Problem } from './security/problem.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For routes of plugins, such as @fastify/static: nothing checks what they take and answer. */
    readonly unchecked?: boolean;
  }
}

/** Makes the Fastify adapter. */
export function createAdapter(ctx: Context): FastifyAdapter {
  class CheckedResponse extends ServerResponse {}
  guardAnswers(CheckedResponse.prototype, ctx.logger);
  const adapter = new FastifyAdapter({
    ...secureOptions(ctx),
    http: { ...serverOptions, ServerResponse: CheckedResponse as typeof ServerResponse },
    routerOptions: { maxParamLength: 16 * 1024 }, // let the schema of a route refuse a long id
    // Schemas belong to the decorators of Nest. Without Ajv the service starts a third faster.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
  });
  const app = adapter.getInstance<FastifyInstance>();
  noteRoutes(app);
  leaveBodies(app);
  app.addHook('preHandler', ({ is404, raw }, _reply, done) => {
    if (!is404) done();
    else
      dropBody(raw).then(() => {
        done();
      }, done);
  });
  app.addHook('onSend', ({ routeOptions: { config } }, { raw, statusCode }, payload, done) => {
    if (config.unchecked === true) release(raw);
    if (mayLeave(raw, statusCode)) done(null, payload);
    else done(new TypeError('an answer past its schema: return it from a handler with @Answers'));
  });
  return adapter;
}

const noSchemas = () => (): never => {
  throw new TypeError('use @Body({ schema }), @Query({ schema }) and @Param({ schema })');
};

/** Leaves all bodies to src/security/checks.ts, which knows what the handler takes. */
function leaveBodies(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    // Fastify would refuse a type that it cannot read, whatever the route.
    const isOdd = request.headers['content-type'] !== undefined && request.mediaType === undefined;
    if (isOdd) request.headers = { 'content-type': undefined };
    done(null, payload);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
  });
}

interface Route {
  readonly method: string;
  readonly path: string;
}
const noted = new WeakMap<object, Route[]>();

function noteRoutes(app: FastifyInstance): void {
  const routes: Route[] = [];
  noted.set(app, routes);
  app.addHook('onRoute', ({ method, url: path, handler }) => {
    if (!refusing.has(handler)) routes.push(...[method].flat().map((each) => ({ method: each, path })));
  });
}

/** The routes of Fastify's router, whoever added them. */
export const routesOf = (adapter: HttpServer): readonly Route[] =>
  noted.get(adapter.getInstance() as FastifyInstance) ?? [];

/** Answers any other method on a path that has routes with 405 and the allowed methods. Call it after all routes. */
export function refuseOtherMethods(adapter: HttpServer): void {
  const app = adapter.getInstance() as FastifyInstance;
  const routes = routesOf(adapter);
  for (const url of new Set(routes.map(({ path }) => path))) {
    const methods = routes.filter(({ path }) => path === url).map(({ method }) => method);
    const others = all.filter((method) => !methods.includes(method));
    const Allow = [...methods, 'OPTIONS'].join(', ');
    const otherMethods = async ({ raw }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      await dropBody(raw);
      if (raw.method !== 'OPTIONS') throw new Problem('method_not_allowed', { headers: { Allow } });
      return reply.code(204).header('Allow', Allow).send();
    };
    refusing.add(otherMethods);
    app.route({ method: others, url, handler: otherMethods });
  }
}
const all = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const; // and HEAD, which Fastify adds to each GET
const refusing = new WeakSet<object>();
