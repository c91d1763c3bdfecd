import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
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
    /** The parsed JSON body. */
    body?: unknown;
    /** The refusal that was answered, if any. */
    refused?: Refused;
  };
}
export type ServiceContext = Context<ServiceEnv>;
