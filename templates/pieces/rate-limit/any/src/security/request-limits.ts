import type { Count } from './counters.js';
import type { Logger } from './logger.js';
import type { ProblemDetails } from './problem.js';
import { isHealthPath } from './health-paths.js';
import { isLoginPath } from './login-path.js';
import { globalPolicy, limiter, loginPolicy, type Limiter, type StoreConfig } from './rate-limit.js';

/** What one request is told about its limits. */
export interface Admission {
  readonly refusal?: 'rate_limited' | 'unavailable';
  /** The RateLimit header; none while the store is down. */
  readonly state?: string;
  /** Seconds, for Retry-After. */
  readonly seconds: number;
  /** Why it is refused, for the log. */
  readonly rule?: string;
}

/** A refusal of the limiter as problem details. */
export const limitDetails = ({ seconds, rule = '' }: Admission): ProblemDetails => ({
  headers: { 'Retry-After': String(seconds) },
  why: { rule },
});

/** The limits of a path. */
export interface Limits {
  /** The RateLimit-Policy header. */
  readonly policies: string;
  /** Counts a request; at once where the counters are in this process. */
  count(key: string): Admission | Promise<Admission>;
  /** On login paths only failures count: say how each request ended. */
  readonly settle?: (key: string, status: number) => void;
}

/**
 * The limits of what was asked for and, where that is another, of the route that it matched; none for
 * health checks.
 */
export type LimitsOf = (target: string, route?: string) => Limits | undefined;

/** Every request of a client counts, before anything is parsed: garbage, refusals and unknown paths too. */
export function requestLimits(config: StoreConfig, logger: Logger): LimitsOf {
  const known = made.get(config);
  if (known !== undefined) return known;
  const limitsOf = makeLimits(config, logger);
  made.set(config, limitsOf);
  return limitsOf;
}

/** One service has one set of counters, whoever asks. */
const made = new WeakMap<StoreConfig, LimitsOf>();

function makeLimits(config: StoreConfig, logger: Logger): LimitsOf {
  const report = (reason: string): void => {
    logger.error({ event: 'sys_monitor_disabled', reason }, 'the store of the rate limits fails');
  };
  const everywhere = limiter(globalPolicy, config, report);
  const atLogin = limiter(loginPolicy, config, report);
  const usual: Limits = {
    policies: printPolicies(everywhere),
    count: (key) => after(everywhere.count(key), (count) => admit(everywhere, count)),
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
  return (target, route = target) => {
    if (isHealthPath(target)) return undefined; // who asks too often must not look dead
    return isLoginPath(target) || (route !== target && isLoginPath(route)) ? login : usual;
  };
}

/** A promise costs more than a count in memory: only what waits becomes one. */
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
