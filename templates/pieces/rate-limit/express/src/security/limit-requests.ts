import type { NextFunction, Request, Response } from 'express';
import { sendProblem } from './problem.js';
import { clientKey, globalPolicy, isLoginPath, limiter, loginPolicy, type Limiter, type StoreConfig } from './rate-limit.js'; // prettier-ignore

/** Counts every request of a client, before anything is parsed: garbage and unknown paths count too. */
export function limitRequests(config: StoreConfig) {
  const everywhere = limiter(globalPolicy, config);
  const login = limiter(loginPolicy, config);
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
    if (outcome === 'allowed') {
      next();
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
