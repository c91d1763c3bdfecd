import type { IncomingMessage } from 'node:http';
import type { Next } from 'hono';
import { createMiddleware } from 'hono/factory';
import { answerProblem } from './answer-problem.js';
import { hasBody } from './has-body.js';
import type { ServiceContext, ServiceEnv } from './hono.js';
import { announcedFault, jsonLimits, parseJson } from './json.js';

const closing = { headers: { Connection: 'close' } };

/** Reads JSON, and leaves it for c.req.json() too. Too much is refused as soon as that is known, hostile shapes before a handler sees them. */
export const jsonBody = createMiddleware<ServiceEnv>((c, next) => {
  const { headers } = c.env.incoming;
  const { 'content-type': type = '' } = headers;
  return !hasBody(headers) || !/^application\/json\b/i.test(type) ? next() : read(c, next);
});

async function read(c: ServiceContext, next: Next) {
  const { incoming } = c.env;
  const fault = announcedFault(incoming.headers);
  if (fault !== undefined) return answerProblem(c, fault, closing);
  const bytes = await collect(incoming);
  if (bytes === undefined) return answerProblem(c, 'body_too_large', closing);
  const result = parseJson(bytes);
  if ('code' in result) return answerProblem(c, result.code);
  c.set('body', result.value);
  Object.assign(incoming, { rawBody: bytes }); // where node-server looks for a body that was read before it
  return next();
}

/** Gives undefined once there is too much. An aborted upload gives nothing: there is no one left to answer. */
const collect = (incoming: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (bytes: Buffer | undefined): void => {
      incoming.off('data', onData).off('end', onEnd);
      resolve(bytes);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= jsonLimits.bytes) chunks.push(chunk);
      else finish(undefined);
    };
    const onEnd = (): void => {
      finish(Buffer.concat(chunks));
    };
    incoming
      .on('data', onData)
      .on('end', onEnd)
      .on('error', () => undefined);
  });
