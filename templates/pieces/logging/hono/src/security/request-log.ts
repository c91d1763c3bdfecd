import { onNode } from './hono.js';
import { requestContext, type Logger } from './logger.js';
import { logRequest, outcomeOf, requestIdOf } from './request-log+line.js';
import { targetOf } from './requests.js';

export { logRequest, requestIdOf } from './request-log+line.js';
export { logRawAnswers } from './request-log+raw.js';

// Not hono/logger: it writes coloured text, with the query. Not hono/request-id: it takes any id up to 255 characters.

/** Gives each request an id, and logs one line when it ends. */
export const requestLog = (logger: Logger) =>
  onNode((c, next) => {
    const started = performance.now();
    const { incoming, outgoing } = c.env;
    const requestId = requestIdOf(incoming.headers['x-request-id']);
    c.set('requestId', requestId);
    outgoing.setHeader('X-Request-Id', requestId);
    c.set('breakOff', (err) => {
      logger.error({ requestId, err }, 'the stream of an answer failed');
      c.set('refused', { code: 'internal_error', why: undefined });
      outgoing.destroy();
    });
    outgoing.on('close', () => {
      const { method = '', socket } = incoming;
      const url = targetOf(incoming);
      const client = c.get('client') ?? socket.remoteAddress;
      const refused = c.get('refused');
      const outcome = outcomeOf(outgoing.writableFinished, refused);
      const ended = { status: outgoing.statusCode, refused, outcome };
      logRequest(logger, { requestId, method, url, client, started, ...ended });
    });
    return requestContext.run({ requestId }, next);
  });
