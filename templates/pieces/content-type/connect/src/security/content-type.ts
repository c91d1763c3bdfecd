import type { Middleware } from './connect.js';
import { isForeignBody } from './media-type.js';
import { sendProblem } from './send-problem.js';

/** Refuses bodies that are not JSON, without reading them. */
export const jsonOnly: Middleware = (req, res, next) => {
  if (!isForeignBody(req.headers)) next();
  else sendProblem(res, 'unsupported_media_type', { headers: { Accept: 'application/json' } });
};
