import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { Refused } from './problem.js';

/** What middleware and handlers can read: Node's request and response, and what middleware has found. */
export interface ServiceEnv {
  Bindings: HttpBindings;
  Variables: {
    /** The client's address, as far as the proxies before it are trusted. */
    client?: string;
    /** http or https: from X-Forwarded-Proto if the peer is trusted, else from the socket. */
    scheme?: string;
    requestId?: string;
    /** The refusal that was answered, if any. */
    refused?: Refused;
    /** Set when a route has kept to what it declares. Only a handler without a schema, such as files, sets it. */
    isDeclared?: true;
  };
}
export type ServiceContext = Context<ServiceEnv>;

let isServed = false;

/** From now on requests come from the network, and each must have Node's objects. */
export function requireNode(): void {
  isServed = true;
}

/**
 * A middleware that reads Node's request. app.request(), as tests call it, has none: without a server it is
 * left out.
 */
export const onNode =
  (middleware: MiddlewareHandler<ServiceEnv>): MiddlewareHandler<ServiceEnv> =>
  (c, next) => {
    const env = c.env as Partial<HttpBindings> | undefined;
    if (env?.incoming !== undefined) return middleware(c, next);
    if (env === undefined && !isServed) return next();
    throw new TypeError('no Node request: pass c.env on, as in app.fetch(request, c.env)');
  };
