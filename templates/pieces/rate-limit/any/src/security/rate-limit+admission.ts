import type { Count, Policy } from './counters.js';
import type { Logger } from './logger.js';
import type { ProblemDetails } from './problem.js';
import { globalPolicy, limiter, loginPolicy, type Limiter, type StoreConfig } from './rate-limit+limiter.js';
import { isLoginPath } from './rate-limit+login-paths.js';
import { isHealthPath } from './requests.js';

/** The result for one request. */
export interface Admission {
  readonly refusal?: 'rate_limited' | 'unavailable';
  /** The RateLimit header, or undefined while the store is down. */
  readonly state?: string;
  /** The value of Retry-After. */
  readonly seconds: number;
  /** Why the request is refused, for the log. */
  readonly rule?: string;
}

/** A refusal of the limiter as problem details. */
export const limitDetails = ({ seconds, rule = '' }: Admission): ProblemDetails => ({
  headers: { 'Retry-After': String(seconds) },
  why: { rule },
});

export interface Limits {
  /** The RateLimit-Policy header. */
  readonly policies: string;
  /** Counts a request. Returns no promise where the counters are in this process. */
  count(key: string): Admission | Promise<Admission>;
  /** On login paths only failures count: call this with the status when the request ends. */
  readonly settle?: (key: string, status: number) => void;
}

/**
 * The limits of a target and of the route that it matched, if that differs. A route may have a policy of its own in
 * place of the global one. Health checks have none.
 */
export type LimitsOf = (target: string, route?: string, own?: Policy) => Limits | undefined;

/** Counts every request of a client before anything is parsed: also invalid ones, refusals and unknown paths. */
export function requestLimits(config: StoreConfig, logger: Logger): LimitsOf {
  const known = made.get(config);
  if (known !== undefined) return known;
  const limitsOf = makeLimits(config, logger);
  made.set(config, limitsOf);
  return limitsOf;
}

/** One set of counters for each service, even if several callers ask. */
const made = new WeakMap<StoreConfig, LimitsOf>();

function makeLimits(config: StoreConfig, logger: Logger): LimitsOf {
  const report = (reason: string): void => {
    logger.error({ event: 'sys_monitor_disabled', reason }, 'the store of the rate limits fails');
  };
  const everywhere = limiter(globalPolicy, config, report);
  const atLogin = limiter(loginPolicy, config, report);
  const only = (one: Limiter): Limits => ({
    policies: printPolicies(one),
    count: (key) => after(one.count(key), (count) => admit(one, count)),
  });
  const usual = only(everywhere);
  const owned = new Map<string, Limits>();
  const limitsBy = (policy: Policy): Limits => {
    const limits = owned.get(policy.name) ?? only(limiter(policy, config, report));
    owned.set(policy.name, limits);
    return limits;
  };
  const login: Limits = {
    policies: printPolicies(everywhere, atLogin),
    count: (key) =>
      after(usual.count(key), (admission) => {
        if (admission.refusal !== undefined) return admission;
        return after(atLogin.count(key), (count) => admit(atLogin, count));
      }),
    settle: (key, status) => {
      if (status < 400) atLogin.forgive(key);
    },
  };
  return (target, route = target, own) => {
    if (isHealthPath(target)) return undefined; // a health check that is refused would make the service look dead
    if (isLoginPath(target) || (route !== target && isLoginPath(route))) return login;
    return own === undefined ? usual : limitsBy(own);
  };
}

/** A promise costs more than a count in memory, so this makes one only if it must wait. */
function after<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function admit({ policy }: Limiter, { outcome, remaining, seconds }: Count): Admission {
  if (outcome === 'store-down')
    return { refusal: 'unavailable', seconds, rule: 'the store of the limits is down' };
  const state = `"${policy.name}";r=${String(remaining)};t=${String(seconds)}`;
  const rule = `the limit "${policy.name}"`;
  return outcome === 'exceeded' ? { refusal: 'rate_limited', state, seconds, rule } : { state, seconds };
}

const printPolicies = (...limiters: readonly Limiter[]): string =>
  limiters
    .map(({ policy: { name, points, seconds } }) => `"${name}";q=${String(points)};w=${String(seconds)}`)
    .join(', ');
