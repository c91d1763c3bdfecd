import type { IncomingHttpHeaders } from 'node:http';

/** Whether the request has a body, by its headers. */
export const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
