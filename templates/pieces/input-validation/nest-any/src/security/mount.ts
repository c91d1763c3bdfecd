import type { HttpServer, INestApplication } from '@nestjs/common';
import { givenBy, type PlatformRequest } from './platform.js';
import { Problem } from './problem.js';
import {
  allowedMethods,
  assertChecked,
  noteMounted,
  perform,
  type CheckedRoute,
  type Operation,
} from './route.js';

type Handler = (request: PlatformRequest, response: object, next?: unknown) => unknown;

/** Registers routes beside those of the controllers, with either adapter. */
export function mount(app: INestApplication, routes: readonly CheckedRoute[]): void {
  noteMounted(app, routes);
  const adapter = app.getHttpAdapter();
  for (const route of routes) {
    assertChecked(route);
    adapter[route.method](route.path, handle(route, adapter));
  }
  refuseOtherMethods(adapter, routes);
}

/** Answers any other method on a path that has operations with 405 and the allowed methods. */
export function refuseOtherMethods(adapter: HttpServer, operations: readonly Operation[]): void {
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const Allow = allowedMethods(operations, path);
    const refuse: Handler = () => {
      throw new Problem('method_not_allowed', { headers: { Allow } });
    };
    const answer: Handler = (_request, response) => {
      adapter.setHeader?.(response, 'Allow', Allow);
      adapter.reply(response, undefined, 204);
    };
    // `head` before `get`: Fastify adds a HEAD to each GET, unless there is one.
    for (const method of ['head', 'get', 'post', 'put', 'patch', 'delete'] as const) {
      if (!Allow.split(', ').includes(method.toUpperCase())) adapter[method](path, refuse);
    }
    adapter.options(path, answer);
  }
}

const handle =
  (route: CheckedRoute, adapter: HttpServer): Handler =>
  async (request, response, next) => {
    try {
      const { status, headers, text } = await perform(route, givenBy(request));
      const type = text === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
      for (const [name, value] of Object.entries({ ...type, ...headers }))
        adapter.setHeader?.(response, name, value);
      adapter.reply(response, text, status);
    } catch (error) {
      if (typeof next !== 'function') throw error; // Fastify awaits the promise
      next(error); // Express 4 does not
    }
  };
