import type { Next } from 'hono';
import { createMiddleware } from 'hono/factory';
import { collectBody } from './collect-body.js';
import type { ServiceContext, ServiceEnv } from './hono.js';
import { announcedFault, parseJson } from './json.js';
import { answerProblem } from './problem.js';
import { hasBody } from './requests.js';

// Not hono/body-limit: it limits bytes only, neither depth nor keys.

const closing = { headers: { Connection: 'close' } };

/**
 * Reads JSON, and keeps it for c.req.json() too. Refuses a body as soon as it is too large, and hostile JSON
 * before a handler sees it.
 */
export const jsonBody = createMiddleware<ServiceEnv>((c, next) => {
  const { headers } = c.env.incoming;
  const { 'content-type': type = '' } = headers;
  return !hasBody(headers) || !/^application\/json\b/i.test(type) ? next() : read(c, next);
});

async function read(c: ServiceContext, next: Next) {
  const { incoming } = c.env;
  const fault = announcedFault(incoming.headers);
  if (fault !== undefined) return answerProblem(c, fault, closing);
  const bytes = await new Promise<Buffer | undefined>((resolve) => collectBody(incoming, resolve));
  if (bytes === undefined) return answerProblem(c, 'body_too_large', closing);
  const result = parseJson(bytes);
  if ('code' in result) return answerProblem(c, result.code);
  c.set('body', result.value);
  Object.assign(incoming, { rawBody: bytes }); // node-server looks here for a body that was already read
  return next();
}
