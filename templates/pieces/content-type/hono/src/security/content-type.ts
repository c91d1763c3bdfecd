import { onNode } from './hono.js';
import { isForeignBody } from './body.js';
import { answerProblem } from './problem.js';

/** Refuses bodies that are not JSON, without reading them: c.req.json() would accept any type. */
export const jsonOnly = onNode((c, next) => {
  if (!isForeignBody(c.env.incoming.headers)) return next();
  return answerProblem(c, 'unsupported_media_type', { headers: { Accept: 'application/json' } });
});
