import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendProblem } from './problem.js';

/** A body is JSON and says so: anything else a browser may send across origins without asking first. */
export function jsonOnly({ headers }: IncomingMessage, res: ServerResponse, next: () => void): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody || jsonType.test(headers['content-type'] ?? '')) next();
  else sendProblem(res, 'unsupported_media_type', { headers: { Accept: 'application/json' } });
}

const jsonType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
