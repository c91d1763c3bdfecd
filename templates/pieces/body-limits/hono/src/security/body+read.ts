import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { collectBody } from './body+collect.js';
import { hasBody } from './requests.js';
import type { ServiceContext } from './hono.js';
import { announcedFault, jsonLimits } from './body+json.js';
import type { ProblemCode } from './problem.js';

/**
 * Reads the whole body, within the limit. c.req.bytes() and the like find it afterwards. hono/body-limit reads
 * streams of the web, which takes twice the time.
 */
export async function readBody(
  c: ServiceContext,
  limit: number = jsonLimits.bytes,
): Promise<{ readonly bytes: Uint8Array } | { readonly code: ProblemCode }> {
  const incoming = onTheWire(c);
  const fault = announcedFault(headersOf(c), limit);
  if (fault !== undefined) return { code: fault };
  if (incoming === undefined) return { bytes: new Uint8Array(await c.req.arrayBuffer()) };
  const bytes = await new Promise<Buffer | undefined>((resolve) => {
    collectBody(incoming, resolve, limit);
  });
  if (bytes === undefined) return { code: 'body_too_large' };
  Object.assign(incoming, { rawBody: bytes }); // node-server looks here for a body that was already read
  return { bytes };
}

export function hasBodyOf(c: ServiceContext): boolean {
  const incoming = onTheWire(c);
  return incoming === undefined ? c.req.raw.body !== null : hasBody(incoming.headers);
}

export const headersOf = (c: ServiceContext): IncomingHttpHeaders => onTheWire(c)?.headers ?? c.req.header();

/** Undefined for app.request(), which tests without a server. */
const onTheWire = ({ env }: ServiceContext): IncomingMessage | undefined =>
  (env as Partial<ServiceContext['env']> | undefined)?.incoming;
