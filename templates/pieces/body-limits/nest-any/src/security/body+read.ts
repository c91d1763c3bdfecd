import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { collectBody } from './body+collect.js';
import { announcedFault, jsonLimits, parseJson } from './body+json.js';
import { isForeignBody } from './body+media-type.js';
import { Problem } from './problem.js';
import { hasBody } from './requests.js';

// No body-parser: it has no limit for depth, keys and chunks, and takes prototype keys, NUL and half surrogates.

/** What a route takes as its body. */
export interface Accepted {
  readonly types: readonly string[];
  readonly bytes: number;
}
const closing = { Connection: 'close' };

/** Reads the bytes as they came: of JSON, if the route does not say otherwise. Refuses a body once it is too large. */
export async function readBytes(req: IncomingMessage, accepted?: Accepted): Promise<Buffer> {
  if (accepted === undefined && isForeignBody(req.headers)) throw foreign(['application/json']);
  if (accepted !== undefined) checkType(req.headers, accepted);
  return readAll(req, accepted?.bytes ?? jsonLimits.bytes);
}

/** Reads and drops a body that no route takes: if it is broken further on, the request gets no usual answer. */
export async function dropBody(req: IncomingMessage): Promise<void> {
  if (hasBody(req.headers) && !req.readableEnded) await readAll(req, jsonLimits.bytes);
}

async function readAll(req: IncomingMessage, limit: number): Promise<Buffer> {
  const fault = announcedFault(req.headers, limit);
  const bytes = fault === undefined ? await collected(req, limit) : undefined;
  if (bytes !== undefined) return bytes;
  req.resume();
  throw new Problem(fault ?? 'body_too_large', { headers: closing });
}

/** Never settles if the upload is aborted. */
const collected = (req: IncomingMessage, limit: number): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    collectBody(req, resolve, limit);
  });

/** Parses JSON. Refuses what is hostile before a handler sees it. */
export function readJson(bytes: Buffer): unknown {
  const result = parseJson(bytes);
  if ('code' in result) throw new Problem(result.code);
  return result.value;
}

/** For a body that the handler reads as a stream: its type and its length, which the headers must announce. */
export function checkAnnounced(req: IncomingMessage, accepted: Accepted): void {
  const { headers } = req;
  checkType(headers, accepted);
  const isAnnounced = headers['transfer-encoding'] === undefined;
  const fault = isAnnounced ? announcedFault(headers, accepted.bytes) : 'length_required';
  if (fault === undefined) return;
  req.resume(); // or the client may not see the answer
  throw new Problem(fault, { headers: closing });
}

export function checkType(headers: IncomingHttpHeaders, { types }: Accepted): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1); // parameters are the handler's: a boundary
  if (!types.includes(type.trim().toLowerCase())) throw foreign(types);
}

const foreign = (types: readonly string[]): Problem =>
  new Problem('unsupported_media_type', { headers: { Accept: types.join(', ') } });
