import { memoryCounters, sharedCounters, type Count, type Policy } from './counters.js';
import { addReadinessCheck } from '../health/readiness.js';

export const globalPolicy: Policy = { name: 'global', points: 1000, seconds: 900 };
export const loginPolicy: Policy = { name: 'login', points: 5, seconds: 900 };

export interface StoreConfig {
  readonly REDIS_URL?: string | undefined;
  readonly RATE_LIMIT_STORE_DOWN: 'memory' | 'refuse';
}
export interface Limiter {
  readonly policy: Policy;
  /** Returns no promise where the counters are in this process. */
  count(key: string): Count | Promise<Count>;
  /** Takes one count back. */
  forgive(key: string): void;
}

/**
 * Counts by key and window. Instances share the counters when REDIS_URL is set. Reports a failing store, at
 * most once a minute.
 */
export function limiter(policy: Policy, config: StoreConfig, report: (reason: string) => void): Limiter {
  const memory = memoryCounters(policy);
  if (!config.REDIS_URL) return { policy, ...memory };
  const store = sharedCounters(policy, config.REDIS_URL);
  store.catch(() => undefined); // each failed count reports the reason
  const consequence = config.RATE_LIMIT_STORE_DOWN === 'refuse' ? 'gets no traffic' : 'goes on without';
  addReadinessCheck('redis', () => store.then((shared) => shared.answers()), consequence); // one check for all limiters
  let quietUntil = 0;
  const withoutStore = (key: string, reason: unknown): Count => {
    if (Date.now() >= quietUntil) report(reason instanceof Error ? reason.message : 'unknown');
    quietUntil = Math.max(quietUntil, Date.now() + 60_000);
    if (config.RATE_LIMIT_STORE_DOWN === 'refuse') return { outcome: 'store-down', remaining: 0, seconds: 5 };
    return memory.count(key);
  };
  return {
    policy,
    count: (key) =>
      store.then((shared) => shared.count(key)).catch((reason: unknown) => withoutStore(key, reason)),
    forgive: (key) => void store.then((shared) => shared.forgive(key)).catch(() => memory.forgive(key)),
  };
}
