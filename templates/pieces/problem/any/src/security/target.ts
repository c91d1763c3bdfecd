import type { IncomingMessage } from 'node:http';

/** The requested target as it came. `url` may lack a mount point, or replace a target that no router can read. */
export const targetOf = (req: IncomingMessage & { readonly originalUrl?: string }): string =>
  req.originalUrl ?? req.url ?? '/';
