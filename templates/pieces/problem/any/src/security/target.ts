import type { IncomingMessage } from 'node:http';

/**
 * What was asked for, as it came: `url` may be what is left below a mount point, or stand for what no
 * router could read.
 */
export const targetOf = (req: IncomingMessage & { readonly originalUrl?: string }): string =>
  req.originalUrl ?? req.url ?? '/';
