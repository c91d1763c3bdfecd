import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { isForeignBody } from './media-type.js';
import { sendProblem } from './problem.js';
import { hasBody } from './requests.js';

/**
 * Refuses bodies that are not JSON, without reading them. A plugin that adds a parser for its own routes, such as
 * a webhook's, takes what that parser reads; one of the whole app opens nothing.
 */
export function jsonOnly(app: FastifyInstance): onRequestHookHandler {
  app.removeContentTypeParser('text/plain'); // Fastify's own, which each plugin would inherit
  return ({ headers, is404, server }, reply, done) => {
    if (!hasBody(headers)) delete headers['content-type']; // or Fastify would look for a parser
    if (is404 || !isForeignBody(headers) || isReadBy(server, app, headers['content-type'] ?? '')) done();
    else sendProblem(reply, 'unsupported_media_type', { headers: { Accept: 'application/json' } });
  };
}

function isReadBy(plugin: FastifyInstance, app: FastifyInstance, type: string): boolean {
  const mediaType = (type.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (mediaType === '' || mediaType === 'application/json') return false;
  return plugin.hasContentTypeParser(mediaType) && !app.hasContentTypeParser(mediaType);
}
