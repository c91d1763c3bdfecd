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
    /** Logs why the stream of the answer has failed, and ends the connection. */
    breakOff?: (error: unknown) => void;
    /** The refusal that was answered, if any. */
    refused?: Refused;
    /** Set when a route has kept to what it declares. Only a handler without a schema, such as files, sets it. */
    isDeclared?: true;
  };
}
export type ServiceContext = Context<ServiceEnv>;

const served = new WeakSet<object>();

/** From now on requests of the service with this config come from the network, and each must have Node's objects. */
export const requireNode = (config: object): void => void served.add(config);

/** Runs first. Refuses what came past the server, once the service has one: the checks below would be left out. */
export const onlyServed =
  (config: object): MiddlewareHandler<ServiceEnv> =>
  (c, next) => {
    if (served.has(config) && (c.env as unknown) === undefined) throw noNode();
    return next();
  };

/**
 * A middleware that reads Node's request. app.request(), as tests call it, has none: without a server it is
 * left out.
 */
export const onNode =
  (middleware: MiddlewareHandler<ServiceEnv>): MiddlewareHandler<ServiceEnv> =>
  (c, next) => {
    const env = c.env as Partial<HttpBindings> | undefined;
    if (env === undefined) return next();
    if (env.incoming === undefined) throw noNode();
    return middleware(c, next);
  };

const noNode = () => new TypeError('no Node request: pass c.env on, as in app.fetch(request, c.env)');
