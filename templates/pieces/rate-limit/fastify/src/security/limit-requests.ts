import type { onRequestAsyncHookHandler } from 'fastify';
import type { Logger } from './logger.js';
import { clientKey, type StoreConfig } from './rate-limit.js';
import { pathOf } from './request.js';
import { requestLimits } from './request-limits.js';
import { sendProblem } from './send-problem.js';

/** Counts a request, tells the client where it stands, and refuses it when it was one too many. */
export function limitRequests(config: StoreConfig, logger: Logger): onRequestAsyncHookHandler {
  const limits = requestLimits(config, logger);
  return async (request, reply) => {
    const path = pathOf(request);
    const key = clientKey(request.ip);
    reply.header('RateLimit-Policy', limits.policies(path));
    reply.raw.once('finish', () => {
      limits.settle(path, key, reply.statusCode);
    });
    const { refusal, state, seconds } = await limits.count(path, key);
    if (state !== undefined) reply.header('RateLimit', state);
    if (refusal === undefined) return undefined;
    return sendProblem(reply, refusal, { headers: { 'Retry-After': String(seconds) } });
  };
}
