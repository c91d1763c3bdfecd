import type { IncomingHttpHeaders } from 'node:http';

/** Whether a body comes, as its framing tells. */
export const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
