import type { FastifyInstance, FastifySchema, preValidationHookHandler, RouteOptions } from 'fastify';
import { z } from 'zod';
import { Problem } from './problem.js';
import { assertSchemas, noInput, type Operation } from './route.js';
import { noBody, noContent } from './zod.js';

declare module 'fastify' {
  interface FastifySchema {
    /** A short description of the operation. */
    summary?: string;
  }
  interface FastifyInstance {
    /** The operations registered so far, with their schemas. */
    operations: Operation[];
  }
}

/** Routes registered after this must have Zod schemas for all inputs and answers. */
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
 * Fastify passes a missing body to the schema as null, so `noBody` accepts null. This refuses a null that was
 * really sent.
 */
const refuseNull: preValidationHookHandler = ({ body, routeOptions }, _reply, done) => {
  if (body !== null || routeOptions.schema?.body !== noBody) done();
  else done(new Problem('validation_failed', { errors: [{ in: 'body', path: '', code: 'invalid_type' }] }));
};

const described = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Undeclared queries, bodies and statuses are refused. Path parameters, and bodies of POST, PUT and PATCH,
 * must be declared.
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
