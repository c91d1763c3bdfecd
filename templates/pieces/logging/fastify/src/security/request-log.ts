import { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Logger } from './logger.js';
import { logRequest, requestIdOf } from './request-line.js';

/**
 * For the constructor: `request.log` is our logger with the id of the request; Fastify's own two lines a
 * request are off.
 */
export const requestLogging = (logger: Logger) =>
  ({
    logger: false,
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  }) satisfies FastifyServerOptions;

/** Names each request to its client and, when it is over, logs one line. */
export function logRequests(app: FastifyInstance, logger: Logger): void {
  app.decorateReply('refused', undefined);
  app.addHook('onRequest', ({ id: requestId, method, originalUrl: url, ip: client }, reply, done) => {
    const started = performance.now();
    reply.header('X-Request-Id', requestId);
    // Not onResponse, nor onRequestAbort: neither comes for a client that leaves once its body is read.
    reply.raw.on('close', () => {
      const outcome = reply.raw.writableFinished ? 'answered' : 'aborted';
      const ended = { status: reply.statusCode, refused: reply.refused, outcome } as const;
      logRequest(logger, { requestId, method, url, client, started, ...ended });
    });
    done();
  });
}
