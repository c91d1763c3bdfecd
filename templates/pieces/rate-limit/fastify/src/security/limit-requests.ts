import type { onRequestHookHandler } from 'fastify';
import type { Logger } from './logger.js';
import { clientKey, type StoreConfig } from './rate-limit.js';
import { pathOf } from './request.js';
import { requestLimits, type Admission } from './request-limits.js';
import { sendProblem } from './send-problem.js';

/** Counts a request, tells the client where it stands, and refuses it when it was one too many. */
export function limitRequests(config: StoreConfig, logger: Logger): onRequestHookHandler {
  const limitsOf = requestLimits(config, logger);
  return (request, reply, done) => {
    const { policies, count, settle } = limitsOf(pathOf(request));
    const key = clientKey(request.ip);
    reply.header('RateLimit-Policy', policies);
    if (settle) reply.raw.once('finish', () => settle(key, reply.statusCode));
    const proceed = ({ refusal, state, seconds }: Admission): void => {
      if (state !== undefined) reply.header('RateLimit', state);
      if (refusal === undefined) done();
      else sendProblem(reply, refusal, { headers: { 'Retry-After': String(seconds) } });
    };
    const admission = count(key);
    if (admission instanceof Promise) void admission.then(proceed);
    else proceed(admission);
  };
}
