import { clientTurns } from './client-turns.js';
import type { Logger } from './logger.js';
import { sendProblem } from './problem.js';
import { limitDetails, requestLimits, type Admission } from './rate-limit+admission.js';
import type { StoreConfig } from './rate-limit+limiter.js';
import { clientKey, targetOf, type Middleware } from './requests.js';

export { limitDetails, requestLimits } from './rate-limit+admission.js';
export { limiter, type StoreConfig } from './rate-limit+limiter.js';
export { limitRawAnswers } from './rate-limit+raw.js';

// Not express-rate-limit or @nestjs/throttler: they miss upgrades and what never becomes a request.

/** Counts the request, tells the client what is left of its limit, and refuses it when that is used up. */
export function limitRequests(config: StoreConfig, logger: Logger): Middleware {
  const limitsOf = requestLimits(config, logger);
  const takeTurn = clientTurns();
  return (req, res, next) => {
    const limits = limitsOf(targetOf(req));
    if (limits === undefined) {
      next();
      return;
    }
    const { policies, count, settle } = limits;
    const key = clientKey(req.ip);
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
    const admission = count(key);
    if (admission instanceof Promise) void admission.then(proceed);
    else proceed(admission);
  };
}
