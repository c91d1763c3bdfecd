import type { Count } from './counters.js';
import type { Logger } from './logger.js';
import { globalPolicy, isLoginPath, limiter, loginPolicy, type Limiter, type StoreConfig } from './rate-limit.js'; // prettier-ignore

/** What one request is told about its limits. */
export interface Admission {
  readonly refusal?: 'rate_limited' | 'unavailable';
  /** The RateLimit header; none while the store is down. */
  readonly state?: string;
  /** Seconds, for Retry-After. */
  readonly seconds: number;
}

/** The limits of a path. */
export interface Limits {
  /** The RateLimit-Policy header. */
  readonly policies: string;
  /** Counts a request; at once where the counters are in this process. */
  count(key: string): Admission | Promise<Admission>;
  /** On login paths only failures count: say how each request ended. */
  readonly settle?: (key: string, status: number) => void;
}

/** Every request of a client counts, before anything is parsed: garbage and unknown paths too. */
export function requestLimits(config: StoreConfig, logger: Logger): (path: string) => Limits {
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
  // A process is alive without its store too: a restart would not mend that.
  const alive: Limits = {
    ...usual,
    count: (key) =>
      after(usual.count(key), (admission) =>
        admission.refusal === 'unavailable' ? { seconds: admission.seconds } : admission,
      ),
  };
  return (path) => (isLoginPath(path) ? login : path === '/livez' ? alive : usual);
}

/** A promise costs more than a count in memory: only what waits becomes one. */
function after<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function admit({ policy }: Limiter, { outcome, remaining, seconds }: Count): Admission {
  if (outcome === 'store-down') return { refusal: 'unavailable', seconds };
  const state = `"${policy.name}";r=${String(remaining)};t=${String(seconds)}`;
  return outcome === 'exceeded' ? { refusal: 'rate_limited', state, seconds } : { state, seconds };
}

const printPolicies = (...limiters: readonly Limiter[]): string =>
  limiters
    .map(({ policy: { name, points, seconds } }) => `"${name}";q=${String(points)};w=${String(seconds)}`)
    .join(', ');
