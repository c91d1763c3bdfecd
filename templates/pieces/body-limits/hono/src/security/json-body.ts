import type { Next } from 'hono';
import { onNode, type ServiceContext } from './hono.js';
import { parseJson, readBody } from './body.js';
import { answerProblem } from './problem.js';
import { hasBody } from './requests.js';

// Not hono/body-limit: it limits bytes only, neither depth nor keys.

/** Reads JSON for c.req.json(). Refuses a body once it is too large, and hostile JSON before a handler sees it. */
export const jsonBody = onNode((c, next) => {
  const { headers } = c.env.incoming;
  const { 'content-type': type = '' } = headers;
  return !hasBody(headers) || !/^application\/json\b/i.test(type) ? next() : read(c, next);
});

async function read(c: ServiceContext, next: Next) {
  const body = await readBody(c);
  if ('code' in body) return answerProblem(c, body.code, body.details);
  const result = parseJson(body.bytes);
  return 'code' in result ? answerProblem(c, result.code, result.details) : next();
}
