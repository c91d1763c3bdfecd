import { errorMonitor } from 'node:events';
import { requestContext, type Logger } from './logger.js';
import { logged, refusedOf, type Refused } from './problem.js';
import { logRequest, outcomeOf, requestIdOf } from './request-log+line.js';
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
    let cutOff: { readonly err: Error } | undefined;
    res.on('pipe', (source) => {
      source.on(errorMonitor, (err: Error) => (cutOff = { err })); // handles nothing: that is left to who pipes
    });
    res.on('close', () => {
      let refused = refusedOf(res);
      if (cutOff && !refused && !res.writableFinished) {
        logger.error({ requestId, ...cutOff }, 'request failed');
        logged.add(cutOff.err);
        refused = halfSent;
      }
      const ended = { status: res.statusCode, refused, outcome: outcomeOf(res.writableFinished, refused) };
      logRequest(logger, { requestId, method, url, client, started, ...ended });
    });
    requestContext.run({ requestId }, next);
  };

/** No error handler has seen the error of a stream that was piped into the response. */
const halfSent: Refused = { code: 'internal_error', why: undefined };
