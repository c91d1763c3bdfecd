import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { collectBody, refusalOf } from './body+collect.js';
import { announcedFault, jsonLimits } from './body+json.js';
import type { ServiceContext } from './hono.js';
import { Problem } from './problem.js';
import { hasBody } from './requests.js';

type Whole = { readonly bytes: Uint8Array } | Problem;

const readers = new WeakMap<object, () => Promise<Whole>>();

/**
 * From now on all ways to read the body of this request stay within the limit: those of c.req, of c.req.raw, and
 * readBody. It is read when the first of them asks for it, and all get the same bytes.
 */
export function limitBody(c: ServiceContext, limit: number): void {
  const { req } = c;
  const { raw } = req;
  const { method, headers, signal } = raw;
  let whole: Promise<Whole> | undefined;
  readers.set(req, () => (whole ??= take(c, raw, limit)));
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (stream) => {
        const bytes = await bytesOf(c);
        if (bytes.length > 0) stream.enqueue(new Uint8Array(bytes)); // a copy: its reader may change it
        stream.close();
      },
    },
    { highWaterMark: 0 }, // or it would be read before anybody asks
  );
  const init = { method, headers, signal, body, duplex: 'half' } as const; // types of browsers lack duplex in a literal
  req.raw = new Request(raw.url, init);
}

/**
 * Reads the whole body, within the limit. c.req.bytes() and the like find it afterwards. hono/body-limit reads
 * streams of the web, which takes twice the time.
 */
export const readBody = (c: ServiceContext, limit: number = jsonLimits.bytes): Promise<Whole> =>
  readers.get(c.req)?.() ?? take(c, c.req.raw, limit);

/** Reads the body of this request. Throws a Problem where it is too large, or cut off. */
export async function bytesOf(c: ServiceContext, limit?: number): Promise<Uint8Array> {
  const body = await readBody(c, limit);
  if (body instanceof Problem) throw body;
  return body.bytes;
}

async function take(c: ServiceContext, raw: Request, limit: number): Promise<Whole> {
  const incoming = onTheWire(c);
  const fault = announcedFault(headersOf(c), limit);
  if (fault !== undefined) return new Problem(fault, closing);
  if (incoming === undefined) {
    const bytes = new Uint8Array(await raw.arrayBuffer());
    return bytes.length > limit ? new Problem('body_too_large', closing) : { bytes };
  }
  // It would wait for ever.
  if (incoming.readableDidRead) throw new TypeError('the body was read by c.env.incoming: read it by c.req');
  const bytes = await new Promise<Buffer | Problem>((resolve) => {
    collectBody(incoming, (all, isCutOff) => resolve(all ?? refusalOf(isCutOff)), limit);
  });
  if (bytes instanceof Problem) return bytes;
  Object.assign(incoming, { rawBody: bytes }); // node-server looks here for a body that was already read
  return { bytes };
}

const closing = { headers: { Connection: 'close' } };

export function hasBodyOf(c: ServiceContext): boolean {
  const incoming = onTheWire(c);
  return incoming === undefined ? c.req.raw.body !== null : hasBody(incoming.headers);
}

export const headersOf = (c: ServiceContext): IncomingHttpHeaders => onTheWire(c)?.headers ?? c.req.header();

/** Undefined for app.request(), which tests without a server. */
const onTheWire = ({ env }: ServiceContext): IncomingMessage | undefined =>
  (env as Partial<ServiceContext['env']> | undefined)?.incoming;
