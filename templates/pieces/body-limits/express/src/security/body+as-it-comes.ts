import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { announcedFault, jsonLimits } from './body+json.js';
import { boundedStream } from './body+stream.js';
import { unread } from './body+whole.js';

/** Hands on the bytes as they come, such as for a file. */
export function streamBytes(req: IncomingMessage, limit: number = jsonLimits.bytes): Readable {
  const fault = announcedFault(req.headers, limit);
  if (fault !== undefined) throw unread(req, fault);
  return boundedStream(req, limit);
}
