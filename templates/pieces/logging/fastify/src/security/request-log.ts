import { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Logger } from './logger.js';
import { logRequest, requestIdOf } from './request-log+line.js';

export { logRequest, requestIdOf } from './request-log+line.js';
export { logRawAnswers } from './request-log+raw.js';

// Not Fastify's own lines: two for each request, with the query, and in a flood for each refusal.

/**
 * For the constructor: makes `request.log` our logger with the request's id, and turns off Fastify's own two
 * lines.
 */
export const requestLogging = (logger: Logger) =>
  ({
    logger: false,
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  }) satisfies FastifyServerOptions;

/** Sends each client the id of its request, and logs one line when the request ends. */
export function logRequests(app: FastifyInstance, logger: Logger): void {
  app.decorateReply('refused', undefined);
  app.addHook('onRequest', ({ id: requestId, method, originalUrl: url, ip: client }, reply, done) => {
    const started = performance.now();
    reply.header('X-Request-Id', requestId);
    // onResponse and onRequestAbort both miss a client that leaves after its body was read.
    reply.raw.on('close', () => {
      const outcome = reply.raw.writableFinished ? 'answered' : 'aborted';
      const ended = { status: reply.statusCode, refused: reply.refused, outcome } as const;
      logRequest(logger, { requestId, method, url, client, started, ...ended });
    });
    done();
  });
}
