import type { onRequestHookHandler } from 'fastify';
import { clientTurns } from './client-turns.js';
import { sendProblem } from './problem.js';
import { after, limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
import type { Policy } from './rate-limit+counters.js';
import { clientKey } from './requests.js';

export { admit, inMemory, limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
export { memoryCounters, type Policy } from './rate-limit+counters.js';
export { limitRawAnswers } from './rate-limit+raw.js';

// Not @fastify/rate-limit: it hooks routes, so it misses upgrades, what never becomes a request, and what hooks refuse.

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The limit of this route, in place of the global one. Routes with the same name share their counters. */
    readonly rateLimitPolicy?: Policy;
  }
}

/** Counts the request, tells the client what is left of its limit, and refuses it when that is used up. */
export function limitRequests(config: object): onRequestHookHandler {
  const limits = requestLimits(config);
  const takeTurn = clientTurns();
  return (request, reply, done) => {
    const { url, config: own } = request.routeOptions;
    const found = limits.of(request.originalUrl, request.raw, url, own.rateLimitPolicy);
    if (found === undefined) {
      done();
      return;
    }
    const { policies, count, settle } = found;
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
    void after(count(key), proceed);
  };
}
