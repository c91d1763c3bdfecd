import { isIP } from 'node:net';
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

/** One counter per key and window; shared between instances when REDIS_URL is set. Reports a failing store, at most once a minute. */
export function limiter(policy: Policy, config: StoreConfig, report: (reason: string) => void): Limiter {
  const options = { keyPrefix: policy.name, points: policy.points, duration: policy.seconds };
  const memory = new RateLimiterMemory(options);
  let store: RateLimiterAbstract | undefined = config.REDIS_URL ? undefined : memory;
  const open = async (url: string): Promise<RateLimiterAbstract> => {
    const inMemoryBlockOnConsumed = policy.points + 1; // who is over the limit costs no round trip
    const storeClient = await openRedis(url);
    return (store = new RateLimiterRedis({ ...options, inMemoryBlockOnConsumed, storeClient }));
  };
  const opening = config.REDIS_URL ? open(config.REDIS_URL) : undefined;
  const consume = async (key: string) => ((await opening) ?? memory).consume(key);
  let quietUntil = 0;
  const withoutStore = (key: string, reason: unknown): Count | Promise<Count> => {
    if (Date.now() >= quietUntil) report(reason instanceof Error ? reason.message : 'unknown');
    quietUntil = Math.max(quietUntil, Date.now() + 60_000);
    if (config.RATE_LIMIT_STORE_DOWN === 'refuse') return { outcome: 'store-down', remaining: 0, seconds: 5 };
    return memory.consume(key).then(allowed, exceeded);
  };
  return {
    policy,
    count: (key) =>
      (store ? store.consume(key) : consume(key)).then(allowed, (reason: unknown) =>
        reason instanceof RateLimiterRes ? exceeded(reason) : withoutStore(key, reason),
      ),
    forgive: (key) => void store?.reward(key).catch(() => memory.reward(key)),
  };
}

const allowed = (state: RateLimiterRes): Count => countOf('allowed', state);
const exceeded = (state: RateLimiterRes): Count => countOf('exceeded', state);

const countOf = (outcome: 'allowed' | 'exceeded', state: RateLimiterRes): Count => ({
  outcome,
  remaining: Math.max(0, state.remainingPoints),
  seconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
});

let redis: Promise<unknown> | undefined;

/** One connection for all limiters. A command fails at once while it is down, soon when it hangs, and the stated policy decides. */
function openRedis(url: string): Promise<unknown> {
  redis ??= import('ioredis').then(async ({ Redis }) => {
    const client = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      connectTimeout: 2000,
      commandTimeout: 500,
    });
    client.on('error', () => undefined); // each failed command reports itself
    await client.connect().catch(() => undefined); // the first requests wait for it, not for its retries
    return client;
  });
  return redis;
}

/** One client: an IPv4 address, or the /56 of an IPv6 one, which is what a customer is usually given. */
export function clientKey(given = ''): string {
  const address = given.replace(portOrMapped, '$1$2$3');
  const family = isIP(address);
  if (family !== 6) return family === 4 ? address : 'unknown'; // all that is no address is one client
  const [left = [], right = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const [a = 0, b = 0, c = 0, d = 0] = [...left, ...zeros, ...right].map((group) => parseInt(group, 16));
  return [a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':');
}

/** What some proxies write: 192.0.2.1:4711, [2001:db8::1]:4711, ::ffff:192.0.2.1. A port is no other client. */
const portOrMapped = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+|::ffff:([\d.]+))$/i;

/** Paths that take a credential or make one: few failures, so that guessing is slow. */
export const isLoginPath = (path: string): boolean => loginPath.test(path);
const loginPath =
  /^\/(?:(?:api|v\d+|users?|accounts?|admin)\/)*(?:auth|authenticate|log[-_]?in|sign[-_]?in|sign[-_]?up|register|(?:(?:forgot|reset)[-_])?password|oauth2?|tokens?|sessions?|otp|mfa|2fa)(?:\/|$)/i;
