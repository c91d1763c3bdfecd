import type { onRequestHookHandler } from 'fastify';
import { isForeignBody } from './media-type.js';
import { sendProblem } from './problem.js';
import { hasBody } from './requests.js';

/** Refuses bodies that are not JSON, without reading them, on unknown paths too. */
export const jsonOnly: onRequestHookHandler = ({ headers }, reply, done) => {
  if (!hasBody(headers)) delete headers['content-type']; // or Fastify would look for a parser
  if (!isForeignBody(headers)) done();
  else sendProblem(reply, 'unsupported_media_type', { headers: { Accept: 'application/json' } });
};
