import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** The requested target as it came. `url` may lack a mount point, or replace a target that no router can read. */
export const targetOf = (req: IncomingMessage & { readonly originalUrl?: string }): string =>
  req.originalUrl ?? req.url ?? '/';

/** Whether the request has a body, by its headers. */
export const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Paths of health checks. They may come over plain HTTP and are not counted: the answers reveal nothing. */
export const isHealthPath = (target: string): boolean => healthTarget.test(target);
const healthTarget = /^\/(?:livez|readyz)(?:\?|$)/;

/** The methods that paths of this service may have. Others, such as TRACE and CONNECT, are refused everywhere. */
export const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The value of the Allow header. */
export const Allow = methods.join(', ');
