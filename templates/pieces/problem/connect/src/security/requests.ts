import type { IncomingMessage, ServerResponse } from 'node:http';

export { clientKey } from './requests+clients.js';
export { Allow, hasBody, isHealthPath, methods, targetOf } from './requests+reading.js';

/** Node's request, with what Connect-style frameworks add to it. */
export interface Incoming extends IncomingMessage {
  /** The client's address, as far as the proxies before it are trusted. */
  readonly ip?: string | undefined;
  readonly protocol?: string;
  /** The URL as it came; `url` may lack a mount point. */
  readonly originalUrl?: string;
  body?: unknown;
  [address]?: string | undefined;
}
const address = Symbol('address of the client');

/** `ip`, which is found in X-Forwarded-For each time that it is read. */
export const addressOf = (req: Incoming): string | undefined => (req[address] ??= req.ip);

export type Next = (error?: unknown) => void;
export type Middleware = (req: Incoming, res: ServerResponse, next: Next) => void;
