import type { NextFunction, Request, Response } from 'express';
import { sendProblem } from './problem.js';
import { clientKey, globalPolicy, isLoginPath, limiter, loginPolicy, type Limiter, type StoreConfig } from './rate-limit.js'; // prettier-ignore

/** Counts every request of a client, before anything is parsed: garbage and unknown paths count too. */
export function limitRequests(config: StoreConfig) {
  const everywhere = limiter(globalPolicy, config);
  const login = limiter(loginPolicy, config);
  const everywherePolicy = printPolicies(everywhere);
  const loginPolicies = printPolicies(everywhere, login);
  const admit = async (req: Request, res: Response): Promise<boolean> => {
    const key = clientKey(req.ip);
    if (!isLoginPath(req.path)) {
      res.setHeader('RateLimit-Policy', everywherePolicy);
      return spend(res, everywhere, key);
    }
    res.setHeader('RateLimit-Policy', loginPolicies);
    res.once('finish', () => {
      if (res.statusCode < 400) login.forgive(key); // only failures count
    });
    return (await spend(res, everywhere, key)) && (await spend(res, login, key));
  };
  return (req: Request, res: Response, next: NextFunction): void => {
    admit(req, res).then((admitted) => {
      if (admitted) next();
    }, next);
  };
}

async function spend(res: Response, { policy, count }: Limiter, key: string): Promise<boolean> {
  const { outcome, remaining, seconds } = await count(key);
  if (outcome !== 'store-down') {
    res.setHeader('RateLimit', `"${policy.name}";r=${String(remaining)};t=${String(seconds)}`);
  }
  if (outcome === 'allowed') return true;
  const code = outcome === 'exceeded' ? 'rate_limited' : 'unavailable';
  sendProblem(res, code, { headers: { 'Retry-After': String(seconds) } });
  return false;
}

const printPolicies = (...limiters: readonly Limiter[]): string =>
  limiters
    .map(({ policy: { name, points, seconds } }) => `"${name}";q=${String(points)};w=${String(seconds)}`)
    .join(', ');
