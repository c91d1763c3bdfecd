import { parse } from 'node:querystring';
import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ServiceContext, ServiceEnv } from './hono.js';
import { answerProblem } from './problem.js';
import {
  allowedMethods,
  assertChecked,
  noteMounted,
  perform,
  type CheckedRoute,
  type Given,
  type Operation,
} from './route.js';

/** Registers routes that are written for any framework. */
export function mount(app: Hono<ServiceEnv>, routes: readonly CheckedRoute[]): void {
  noteMounted(app, routes);
  for (const route of routes) {
    assertChecked(route);
    app.on(route.method.toUpperCase(), route.path, async (c) => {
      const { status, text, headers } = await perform(route, inputOf(c));
      return respond(c, status, text, headers);
    });
  }
  refuseOtherMethods(app, routes);
}

/**
 * Answers any other method on a path that has operations with 405 and the allowed methods. Call it after they
 * are registered.
 */
export function refuseOtherMethods(app: Hono<ServiceEnv>, operations: readonly Operation[]): void {
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const headers = { Allow: allowedMethods(operations, path) };
    app.all(path, (c) =>
      c.req.method === 'OPTIONS'
        ? c.body(null, 204, headers)
        : answerProblem(c, 'method_not_allowed', { headers }),
    );
  }
}

/** The inputs of a request. A repeated query key becomes a list; c.req.query() would silently take the first. */
export function inputOf(c: ServiceContext): Given {
  const { headers, url = '' } = c.env.incoming;
  const start = url.indexOf('?');
  const query = start < 0 ? {} : parse(url.slice(start + 1));
  return { params: c.req.param(), query, headers, body: c.get('body') };
}

/** Makes the response: JSON, unless the handler sets another type. */
export const respond = (
  c: ServiceContext,
  status: number,
  text: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  text === undefined
    ? c.body(null, status as ContentfulStatusCode, headers)
    : c.body(text, status as ContentfulStatusCode, {
        'Content-Type': 'application/json; charset=utf-8',
        ...headers,
      });
