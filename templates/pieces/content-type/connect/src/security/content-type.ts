import { isForeignBody } from './body.js';
import { sendProblem } from './problem.js';
import type { Middleware } from './requests.js';

/** Refuses bodies that are not JSON, without reading them. */
export const jsonOnly: Middleware = (req, res, next) => {
  if (!isForeignBody(req.headers)) next();
  else sendProblem(res, 'unsupported_media_type', { headers: { Accept: 'application/json' } });
};
