import { isIPv6 } from 'node:net';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';

export interface Policy {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}
export const globalPolicy: Policy = { name: 'global', points: 1000, seconds: 900 };
export const loginPolicy: Policy = { name: 'login', points: 5, seconds: 900 };

export interface StoreConfig {
  readonly REDIS_URL?: string | undefined;
  readonly RATE_LIMIT_STORE_DOWN: 'memory' | 'refuse';
}
export interface Count {
  readonly outcome: 'allowed' | 'exceeded' | 'store-down';
  readonly remaining: number;
  /** Until the window ends. */
  readonly seconds: number;
}
export interface Limiter {
  readonly policy: Policy;
  count(key: string): Promise<Count>;
  /** Takes one count back. */
  forgive(key: string): void;
}

/** One counter per key and window; shared between instances when REDIS_URL is set. */
export function limiter(policy: Policy, config: StoreConfig): Limiter {
  const options = { keyPrefix: policy.name, points: policy.points, duration: policy.seconds };
  const memory = new RateLimiterMemory(options);
  let store: RateLimiterAbstract | undefined = config.REDIS_URL ? undefined : memory;
  const open = async (url: string): Promise<RateLimiterAbstract> => {
    const insurance = config.RATE_LIMIT_STORE_DOWN === 'memory' ? { insuranceLimiter: memory } : {};
    const block = { inMemoryBlockOnConsumed: policy.points }; // who is over the limit costs no round trip
    return (store = new RateLimiterRedis({
      ...options,
      ...insurance,
      ...block,
      storeClient: await openRedis(url),
    }));
  };
  const opening = config.REDIS_URL ? open(config.REDIS_URL) : undefined;
  const consume = async (key: string) => ((await opening) ?? memory).consume(key);
  return {
    policy,
    count: (key) => (store ? store.consume(key) : consume(key)).then(allowed, refused),
    forgive: (key) => void store?.reward(key).catch(() => undefined),
  };
}

const allowed = (state: RateLimiterRes): Count => countOf('allowed', state);

const refused = (reason: unknown): Count =>
  reason instanceof RateLimiterRes
    ? countOf('exceeded', reason)
    : { outcome: 'store-down', remaining: 0, seconds: 5 };

const countOf = (outcome: 'allowed' | 'exceeded', state: RateLimiterRes): Count => ({
  outcome,
  remaining: Math.max(0, state.remainingPoints),
  seconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
});

let redis: Promise<unknown> | undefined;

/** One connection for all limiters. A command fails at once while it is down, and the stated policy decides. */
function openRedis(url: string): Promise<unknown> {
  redis ??= import('ioredis').then(({ Redis }) => {
    const client = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      connectTimeout: 2000,
    });
    return client.on('error', () => undefined); // each failed command reports itself
  });
  return redis;
}

/** One client: an IPv4 address, or the /56 of an IPv6 one, which is what a customer is usually given. */
export function clientKey(address = 'unknown'): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [left = [], right = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const [a = 0, b = 0, c = 0, d = 0] = [...left, ...zeros, ...right].map((group) => parseInt(group, 16));
  return [a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':');
}

/** Paths that take a credential or make one: few failures, so that guessing is slow. */
export const isLoginPath = (path: string): boolean => loginPath.test(path);
const loginPath =
  /^\/(?:api\/)?(?:v\d+\/)?(?:auth|authenticate|log-?in|sign-?in|sign-?up|register|(?:forgot-|reset-)?password|oauth2?|tokens?|sessions?|otp|mfa|2fa)(?:\/|$)/i;
