import type { NextFunction, Request, Response } from 'express';
import type { Logger } from './logger.js';
import { sendProblem } from './problem.js';
import { clientKey, globalPolicy, isLoginPath, limiter, loginPolicy, type Limiter, type StoreConfig } from './rate-limit.js'; // prettier-ignore

/** Counts every request of a client, before anything is parsed: garbage and unknown paths count too. */
export function limitRequests(config: StoreConfig, logger: Logger) {
  const report = (reason: string): void => {
    logger.error({ event: 'sys_monitor_disabled', reason }, 'the store of the rate limits fails');
  };
  const everywhere = limiter(globalPolicy, config, report);
  const login = limiter(loginPolicy, config, report);
  const everywherePolicy = printPolicies(everywhere);
  const loginPolicies = printPolicies(everywhere, login);
  return (req: Request, res: Response, next: NextFunction): void => {
    const key = clientKey(req.ip);
    if (!isLoginPath(req.path)) {
      res.setHeader('RateLimit-Policy', everywherePolicy);
      spend(res, everywhere, key, next);
      return;
    }
    res.setHeader('RateLimit-Policy', loginPolicies);
    res.once('finish', () => {
      if (res.statusCode < 400) login.forgive(key); // only failures count
    });
    spend(res, everywhere, key, () => {
      spend(res, login, key, next);
    });
  };
}

function spend(res: Response, { policy, count }: Limiter, key: string, next: () => void): void {
  void count(key).then(({ outcome, remaining, seconds }) => {
    if (outcome !== 'store-down') {
      res.setHeader('RateLimit', `"${policy.name}";r=${String(remaining)};t=${String(seconds)}`);
    }
    if (outcome === 'allowed' || (outcome === 'store-down' && res.req.path === '/livez')) {
      next(); // a process is alive without its store too: a restart would not mend that
    } else {
      const code = outcome === 'exceeded' ? 'rate_limited' : 'unavailable';
      sendProblem(res, code, { headers: { 'Retry-After': String(seconds) } });
    }
  });
}

const printPolicies = (...limiters: readonly Limiter[]): string =>
  limiters
    .map(({ policy: { name, points, seconds } }) => `"${name}";q=${String(points)};w=${String(seconds)}`)
    .join(', ');
