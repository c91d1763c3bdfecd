import type { Redis } from 'ioredis';
import type { RateLimiterRes } from 'rate-limiter-flexible';
import { addReadinessCheck } from '../health/readiness.js';
import type { Logger } from './logger.js';
import { admit, inMemory, requestLimits, type Admission, type Policy } from './rate-limit.js';

export { redisUrl } from './shared-counters+url.js';

// Not insuranceLimiter for the time without Redis: it counts in RateLimiterMemory, which has no bound.

export interface StoreConfig {
  readonly REDIS_URL?: string | undefined;
  readonly RATE_LIMIT_STORE_DOWN: 'memory' | 'refuse';
}

/**
 * With REDIS_URL, all instances count together. Call it before anything asks for the limits of the service. Reports a
 * failing store, at most once a minute.
 */
export function shareCounters(config: StoreConfig, logger: Logger): void {
  const { REDIS_URL: url, RATE_LIMIT_STORE_DOWN: whenDown } = config;
  if (!url || shared.has(config)) return;
  shared.add(config);
  const store = openRedis(url);
  addReadinessCheck(
    'redis',
    () => store.then((redis) => redis.ping()).then(() => true),
    whenDown === 'refuse' ? 'gets no traffic' : 'goes on without',
  );
  let quietUntil = 0;
  const report = (failure: unknown): void => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + 60_000;
    const reason = failure instanceof Error ? failure.message : 'unknown';
    logger.error({ event: 'sys_monitor_disabled', reason }, 'the store of the rate limits fails');
  };
  requestLimits(config, (policy) => {
    const memory = inMemory(policy);
    const limiter = inRedis(policy, store);
    return {
      count: (key) =>
        limiter
          .then(({ count }) => count(key))
          .catch((failure: unknown) => {
            report(failure);
            return whenDown === 'refuse' ? storeDown : memory.count(key);
          }),
      forgive: (key) => void limiter.then(({ forgive }) => forgive(key)).catch(() => memory.forgive(key)),
    };
  });
}

/** By their config, as limits are. */
const shared = new WeakSet<StoreConfig>();

const storeDown: Admission = {
  refusal: 'unavailable',
  seconds: 5,
  rule: 'the store of the limits is down',
};

async function inRedis(policy: Policy, store: Promise<Redis>): Promise<SharedLimiter> {
  const { name, points, seconds } = policy;
  const [{ RateLimiterRedis, RateLimiterRes }, storeClient] = await Promise.all([
    import('rate-limiter-flexible'),
    store,
  ]);
  const inMemoryBlockOnConsumed = points + 1; // clients over the limit cost no round trip
  const options = { keyPrefix: name, points, duration: seconds, inMemoryBlockOnConsumed, storeClient };
  const redis = new RateLimiterRedis(options);
  const admission = (outcome: 'allowed' | 'exceeded', state: RateLimiterRes): Admission =>
    admit(policy, {
      outcome,
      remaining: Math.max(0, state.remainingPoints),
      seconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
    });
  return {
    count: (key) =>
      redis.consume(key).then(
        (state) => admission('allowed', state),
        (reason: unknown) => {
          if (reason instanceof RateLimiterRes) return admission('exceeded', reason);
          throw reason;
        },
      ),
    forgive: (key) => redis.reward(key),
  };
}

/** Rejects if the store fails. */
interface SharedLimiter {
  count(key: string): Promise<Admission>;
  forgive(key: string): Promise<unknown>;
}

/** While the store is down or hangs, a command fails fast, and RATE_LIMIT_STORE_DOWN decides. */
async function openRedis(url: string): Promise<Redis> {
  const ioredis = await import('ioredis'); // loaded only if it is used
  const client = new ioredis.Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2000,
    commandTimeout: 500,
  });
  client.on('error', () => undefined); // each failed command reports its own error
  await client.connect().catch(() => undefined); // the first requests wait for this, not for its retries
  return client;
}
