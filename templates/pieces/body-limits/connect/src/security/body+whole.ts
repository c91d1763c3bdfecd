import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { collectBody, refusalOf } from './body+collect.js';
import { announcedFault, jsonLimits, parseJson } from './body+json.js';
import { isForeignBody } from './body+media-type.js';
import { Problem, type ProblemCode } from './problem.js';
import { hasBody } from './requests.js';

// No body-parser: it has no limit for depth, keys and chunks, and takes prototype keys, NUL and half surrogates.

/** Refuses other media types than these, or than JSON. Their parameters are the handler's, such as a boundary. */
export function checkType(headers: IncomingHttpHeaders, types?: readonly string[]): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  // Browsers send other types to other origins without a preflight.
  const isForeign = types ? !types.includes(type.trim().toLowerCase()) : isForeignBody(headers);
  const Accept = types?.join(', ') ?? 'application/json';
  if (isForeign) throw new Problem('unsupported_media_type', { headers: { Accept } });
}

/** Reads the bytes as they came. Refuses a body as soon as it is too large, or when it is cut off. */
export async function readBytes(req: IncomingMessage, limit: number = jsonLimits.bytes): Promise<Buffer> {
  const fault = announcedFault(req.headers, limit);
  if (fault !== undefined) throw unread(req, fault);
  const bytes = await new Promise<Buffer | Problem>((resolve) => {
    collectBody(req, (all, isCutOff) => resolve(all ?? refusalOf(isCutOff)), limit);
  });
  if (bytes instanceof Problem) throw bytes;
  return bytes;
}

/** Parses JSON. Refuses what is hostile before a handler sees it. A larger limit of bytes allows more keys. */
export function readJson(bytes: Buffer, limit?: number): unknown {
  const result = parseJson(bytes, limit);
  if ('code' in result) throw new Problem(result.code, result.details);
  return result.value;
}

/** Reads and drops a body that no route takes: if it is broken further on, the request gets no usual answer. */
export async function dropBody(req: IncomingMessage): Promise<void> {
  if (hasBody(req.headers) && !req.readableEnded) await readBytes(req);
}

/** A refusal of a body that may not be read to its end, and so ends the connection. */
export function unread(req: IncomingMessage, code: ProblemCode): Problem {
  req.resume(); // or the client may not see the answer
  return new Problem(code, { headers: { Connection: 'close' } });
}
