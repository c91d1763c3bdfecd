import type { IncomingHttpHeaders } from 'node:http';

/** A body is JSON and says so: anything else a browser may send across origins without asking first. */
export function isForeignBody(headers: IncomingHttpHeaders): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return hasBody && !jsonType.test(headers['content-type'] ?? '');
}

const jsonType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
