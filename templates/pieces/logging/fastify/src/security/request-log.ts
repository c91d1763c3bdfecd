import {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Logger } from './logger.js';
import { logRequest, outcomeOf, requestIdOf } from './request-log+line.js';

export { logRequest, requestIdOf } from './request-log+line.js';
export { logRawAnswers } from './request-log+raw.js';

// Not Fastify's own lines: two for each request, with the query, and in a flood for each refusal.

/** With its own lines off, Fastify would say nothing of a stream that fails when its answer is half sent. */
class StreamErrors extends LogController {
  private readonly errors: Logger;
  constructor(errors: Logger, options: ConstructorParameters<typeof LogController>[0]) {
    super(options);
    this.errors = errors;
  }

  override streamError(err: Error, { id: requestId }: FastifyRequest, reply: FastifyReply): void {
    if (reply.raw.destroyed) return; // the client left first
    if ('code' in err && err.code === 'ERR_STREAM_PREMATURE_CLOSE') return; // ended by whoever sends it
    this.errors.error({ requestId, err }, 'request failed');
    reply.refused = { code: 'internal_error', why: undefined };
  }
}

/**
 * For the constructor: makes `request.log` our logger with the request's id, and turns off Fastify's own two
 * lines.
 */
export const requestLogging = (logger: Logger) =>
  ({
    logger: false,
    loggerInstance: logger,
    logController: new StreamErrors(logger, { disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
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
      const { refused, statusCode: status } = reply;
      const ended = { status, refused, outcome: outcomeOf(reply.raw.writableFinished, refused) };
      logRequest(logger, { requestId, method, url, client, started, ...ended });
    });
    done();
  });
}
