import type { Redis } from 'ioredis';
import type { RateLimiterRes } from 'rate-limiter-flexible';
import type { Count, Policy } from './counters.js';

/** Counters that all instances share. Rejects if the store fails. */
export interface SharedCounters {
  count(key: string): Promise<Count>;
  forgive(key: string): Promise<unknown>;
  /** Whether the store answers; it may also reject. */
  answers(): Promise<boolean>;
}

/** Loads its packages only if a store is configured. */
export async function sharedCounters(
  { name, points, seconds }: Policy,
  url: string,
): Promise<SharedCounters> {
  const [{ RateLimiterRedis, RateLimiterRes }, storeClient] = await Promise.all([
    import('rate-limiter-flexible'),
    openRedis(url),
  ]);
  const inMemoryBlockOnConsumed = points + 1; // clients over the limit cost no round trip
  const options = { keyPrefix: name, points, duration: seconds, inMemoryBlockOnConsumed, storeClient };
  const store = new RateLimiterRedis(options);
  return {
    count: (key) =>
      store.consume(key).then(
        (state) => countOf('allowed', state),
        (reason: unknown) => {
          if (reason instanceof RateLimiterRes) return countOf('exceeded', reason);
          throw reason;
        },
      ),
    forgive: (key) => store.reward(key),
    answers: () => storeClient.ping().then(() => true),
  };
}

const countOf = (outcome: Count['outcome'], { remainingPoints, msBeforeNext }: RateLimiterRes): Count => ({
  outcome,
  remaining: Math.max(0, remainingPoints),
  seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
});

let redis: Promise<Redis> | undefined;

/**
 * One connection for all limiters. While the store is down or hangs, a command fails fast, and
 * RATE_LIMIT_STORE_DOWN decides.
 */
function openRedis(url: string): Promise<Redis> {
  redis ??= import('ioredis').then(async (ioredis) => {
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
  });
  return redis;
}
