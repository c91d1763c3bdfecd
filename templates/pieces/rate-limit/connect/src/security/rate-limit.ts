import { clientTurns } from './client-turns.js';
import { sendProblem } from './problem.js';
import { after, limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
import { addressOf, clientKey, targetOf, type Middleware } from './requests.js';

export { admit, inMemory, limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
export { memoryCounters, type Policy } from './rate-limit+counters.js';
export { limitRawAnswers } from './rate-limit+raw.js';

// Not express-rate-limit or @nestjs/throttler: they miss upgrades and what never becomes a request.

/** Counts the request, tells the client what is left of its limit, and refuses it when that is used up. */
export function limitRequests(config: object): Middleware {
  const limits = requestLimits(config);
  const takeTurn = clientTurns();
  return (req, res, next) => {
    const found = limits.of(targetOf(req), req);
    if (found === undefined) {
      next();
      return;
    }
    const { policies, count, settle } = found;
    const key = clientKey(addressOf(req));
    res.setHeader('RateLimit-Policy', policies);
    if (settle) res.once('finish', () => settle(key, res.statusCode));
    const proceed = (admission: Admission): void => {
      const { refusal, state } = admission;
      if (state !== undefined) res.setHeader('RateLimit', state);
      if (refusal !== undefined) {
        sendProblem(res, refusal, limitDetails(admission));
        return;
      }
      const turn = takeTurn(key, res);
      if (turn === undefined) next();
      else void turn.then(next);
    };
    void after(count(key), proceed);
  };
}
