import type { onRequestHookHandler } from 'fastify';
import { clientTurns } from './client-turns.js';
import type { Logger } from './logger.js';
import { sendProblem } from './problem.js';
import { limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
import type { StoreConfig } from './rate-limit+limiter.js';
import { clientKey } from './requests.js';

export { limitDetails, requestLimits } from './rate-limit+admission.js';
export { limiter, type StoreConfig } from './rate-limit+limiter.js';
export { limitRawAnswers } from './rate-limit+raw.js';

// Not @fastify/rate-limit: it hooks routes, so it misses upgrades, what never becomes a request, and what hooks refuse.

/** Counts the request, tells the client what is left of its limit, and refuses it when that is used up. */
export function limitRequests(config: StoreConfig, logger: Logger): onRequestHookHandler {
  const limitsOf = requestLimits(config, logger);
  const takeTurn = clientTurns();
  return (request, reply, done) => {
    const limits = limitsOf(request.originalUrl, request.routeOptions.url);
    if (limits === undefined) {
      done();
      return;
    }
    const { policies, count, settle } = limits;
    const key = clientKey(request.ip);
    reply.header('RateLimit-Policy', policies);
    if (settle) reply.raw.once('finish', () => settle(key, reply.statusCode));
    const proceed = (admission: Admission): void => {
      const { refusal, state } = admission;
      if (state !== undefined) reply.header('RateLimit', state);
      if (refusal !== undefined) {
        sendProblem(reply, refusal, limitDetails(admission));
        return;
      }
      const turn = takeTurn(key, reply.raw);
      if (turn === undefined) done();
      else void turn.then(() => done());
    };
    const admission = count(key);
    if (admission instanceof Promise) void admission.then(proceed);
    else proceed(admission);
  };
}
