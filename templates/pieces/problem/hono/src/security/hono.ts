import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Refused } from './problem.js';

/** What middleware and handlers may read: Node's own request and response, and what was found out on the way. */
export interface ServiceEnv {
  Bindings: HttpBindings;
  Variables: {
    /** The client's address, as far as the proxies before it are trusted. */
    client?: string;
    /** http or https, as the client reached the last of these proxies. */
    scheme?: string;
    requestId?: string;
    /** The parsed JSON body. */
    body?: unknown;
    /** What the answer is a refusal for. */
    refused?: Refused;
  };
}
export type ServiceContext = Context<ServiceEnv>;
