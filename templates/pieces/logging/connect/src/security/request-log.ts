import { requestContext, type Logger } from './logger.js';
import { refusedOf } from './problem.js';
import { logRequest, requestIdOf } from './request-log+line.js';
import { addressOf, targetOf, type Middleware } from './requests.js';

export { logRequest, requestIdOf } from './request-log+line.js';
export { logRawAnswers } from './request-log+raw.js';

// Not pino-http: by default it logs headers and the query, and in a flood a line for each refusal.

/** Gives each request an id, and logs one line when it ends. */
export const requestLog =
  (logger: Logger): Middleware =>
  (req, res, next) => {
    const started = performance.now();
    const requestId = requestIdOf(req.headers['x-request-id']);
    const { method = '' } = req;
    const client = addressOf(req);
    const url = targetOf(req);
    res.setHeader('X-Request-Id', requestId);
    res.on('close', () => {
      const outcome = res.writableFinished ? 'answered' : 'aborted';
      const ended = { status: res.statusCode, refused: refusedOf(res), outcome } as const;
      logRequest(logger, { requestId, method, url, client, started, ...ended });
    });
    requestContext.run({ requestId }, next);
  };
