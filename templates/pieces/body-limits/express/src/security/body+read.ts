import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { collectBody } from './body+collect.js';
import { announcedFault, jsonLimits, parseJson } from './body+json.js';
import { isForeignBody } from './body+media-type.js';
import { boundedStream } from './body+stream.js';
import { Problem, type ProblemCode } from './problem.js';
import { hasBody } from './requests.js';

// No body-parser: it has no limit for depth, keys and chunks, and takes prototype keys, NUL and half surrogates.

/** Reads JSON, and refuses it as soon as it is too large. */
export async function readJson(req: IncomingMessage, limit = jsonLimits.bytes): Promise<unknown> {
  // Browsers send other types to other origins without a preflight.
  if (isForeignBody(req.headers)) throw foreign(['application/json']);
  const result = parseJson(await readAll(req, limit));
  if ('code' in result) throw new Problem(result.code);
  return result.value;
}

/** Reads the bytes as they came, such as to check a signature. */
export async function readBytes(
  req: IncomingMessage,
  types: readonly string[],
  limit = jsonLimits.bytes,
): Promise<Buffer> {
  assertType(req, types);
  return readAll(req, limit);
}

/** Hands on the bytes as they come, such as for a file. */
export function streamBytes(
  req: IncomingMessage,
  types: readonly string[],
  limit = jsonLimits.bytes,
): Readable {
  assertType(req, types);
  const fault = announcedFault(req.headers, limit);
  if (fault !== undefined) throw unread(req, fault);
  return boundedStream(req, limit);
}

/** Reads and drops a body that no route wants. A request that is broken further on must not get a usual answer. */
export async function dropBody(req: IncomingMessage): Promise<void> {
  if (hasBody(req.headers) && !req.readableEnded) await readAll(req, jsonLimits.bytes);
}

function assertType({ headers }: IncomingMessage, types: readonly string[]): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (!types.includes(type.trim().toLowerCase())) throw foreign(types);
}

const foreign = (types: readonly string[]): Problem =>
  new Problem('unsupported_media_type', { headers: { Accept: types.join(', ') } });

async function readAll(req: IncomingMessage, limit: number): Promise<Buffer> {
  const fault = announcedFault(req.headers, limit);
  if (fault !== undefined) throw unread(req, fault);
  const bytes = await new Promise<Buffer | undefined>((done) => {
    collectBody(req, done, limit);
  });
  if (bytes === undefined) throw unread(req, 'body_too_large');
  return bytes;
}

/** A refusal of a body that may not be read to its end, and so ends the connection. */
function unread(req: IncomingMessage, code: ProblemCode): Problem {
  req.resume();
  return new Problem(code, { headers: { Connection: 'close' } });
}
