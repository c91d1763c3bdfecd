import type { FastifyInstance, FastifySchema, preValidationHookHandler, RouteOptions } from 'fastify';
import { z } from 'zod';
import { Problem } from './problem.js';
import { assertSchemas, noInput, type Operation } from './route.js';
import { noBody, noContent } from './zod.js';

declare module 'fastify' {
  interface FastifySchema {
    /** What the operation does, in a few words. */
    summary?: string;
  }
  interface FastifyInstance {
    /** What was registered so far, as its schemas describe it. */
    operations: Operation[];
  }
}

/** From here on a route without Zod schemas for all that comes in and goes out cannot be registered. */
export function checkRoutes(app: FastifyInstance): void {
  app.decorate('operations', []);
  app.addHook('preValidation', refuseNull);
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const operation = operationOf(method, route);
      assertSchemas(operation);
      route.schema = closed(route.schema, operation);
      if (described.includes(method)) app.operations.push(operation);
    }
  });
}

/**
 * The schema of no body takes null, which is how Fastify gives a missing body to it. A null that was sent
 * is a body.
 */
const refuseNull: preValidationHookHandler = ({ body, routeOptions }, _reply, done) => {
  if (body !== null || routeOptions.schema?.body !== noBody) done();
  else done(new Problem('validation_failed', { errors: [{ in: 'body', path: '', code: 'invalid_type' }] }));
};

const described = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * A query, a body and a status that a route does not name do not exist. Parameters of its path, and bodies
 * that are usual, it has to name.
 */
function operationOf(method: string, { url, schema = {} }: RouteOptions): Operation {
  const { summary, params, querystring, headers, body, response } = schema;
  const isBodiless = body === noBody || (body === undefined && !/^P(OST|UT|ATCH)$/.test(method));
  const answers = Object.entries((response ?? {}) as Readonly<Record<string, unknown>>);
  return {
    method: method.toLowerCase(),
    path: url,
    summary,
    params: params ?? (/[:*]/.test(url) ? undefined : noInput.params),
    query: querystring ?? noInput.query,
    headers: headers ?? noInput.headers,
    body: isBodiless ? 'none' : body,
    responses: Object.fromEntries(
      answers.map(([status, each]) => [status, each === noContent ? null : each]),
    ),
  } as Operation;
}

const closed = (schema: FastifySchema | undefined, { params, query, body }: Operation): FastifySchema => ({
  ...schema,
  params,
  querystring: query,
  body: body === 'none' ? noBody : body,
  response: { ...(schema?.response as object), default: z.never() },
});
