import type { Logger } from './logger.js';
import { globalPolicy, isLoginPath, limiter, loginPolicy, type Count, type Limiter, type StoreConfig } from './rate-limit.js'; // prettier-ignore

/** What one request is told about its limits. */
export interface Admission {
  readonly refusal?: 'rate_limited' | 'unavailable';
  /** The RateLimit header; none while the store is down. */
  readonly state?: string;
  /** Seconds, for Retry-After. */
  readonly seconds: number;
}

/** Counts every request of a client, before anything is parsed: garbage and unknown paths count too. */
export function requestLimits(config: StoreConfig, logger: Logger) {
  const report = (reason: string): void => {
    logger.error({ event: 'sys_monitor_disabled', reason }, 'the store of the rate limits fails');
  };
  const everywhere = limiter(globalPolicy, config, report);
  const login = limiter(loginPolicy, config, report);
  const policies = { usual: printPolicies(everywhere), login: printPolicies(everywhere, login) };
  return {
    /** The RateLimit-Policy header. */
    policies: (path: string): string => (isLoginPath(path) ? policies.login : policies.usual),
    async count(path: string, key: string): Promise<Admission> {
      const admission = admit(path, everywhere, await everywhere.count(key));
      if (admission.refusal !== undefined || !isLoginPath(path)) return admission;
      return admit(path, login, await login.count(key));
    },
    /** On login paths only failures count: say how each request ended. */
    settle(path: string, key: string, status: number): void {
      if (status < 400 && isLoginPath(path)) login.forgive(key);
    },
  };
}

function admit(path: string, { policy }: Limiter, { outcome, remaining, seconds }: Count): Admission {
  // A process is alive without its store too: a restart would not mend that.
  if (outcome === 'store-down') return path === '/livez' ? { seconds } : { refusal: 'unavailable', seconds };
  const state = `"${policy.name}";r=${String(remaining)};t=${String(seconds)}`;
  return outcome === 'exceeded' ? { refusal: 'rate_limited', state, seconds } : { state, seconds };
}

const printPolicies = (...limiters: readonly Limiter[]): string =>
  limiters
    .map(({ policy: { name, points, seconds } }) => `"${name}";q=${String(points)};w=${String(seconds)}`)
    .join(', ');
