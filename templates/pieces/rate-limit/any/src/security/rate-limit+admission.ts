import type { IncomingMessage } from 'node:http';
import type { ProblemDetails } from './problem.js';
import { memoryCounters, type Count, type Policy } from './rate-limit+counters.js';
import { isLoginPath, mayGuess } from './rate-limit+login-paths.js';
import { isHealthPath } from './requests.js';

const globalPolicy: Policy = { name: 'global', points: 1000, seconds: 900 };
const loginPolicy: Policy = { name: 'login', points: 5, seconds: 900 };

/** The result for one request. */
export interface Admission {
  readonly refusal?: 'rate_limited' | 'unavailable';
  /** The RateLimit header, or undefined while nothing counts. */
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

/** Counts by one policy. */
export interface Limiter {
  /** Returns no promise where the counters are in this process. */
  count(key: string): Admission | Promise<Admission>;
  /** Takes one count back. */
  forgive(key: string): void;
}

export function inMemory(policy: Policy): Limiter {
  const { count, forgive } = memoryCounters(policy);
  return { count: (key) => admit(policy, count(key)), forgive };
}

/** What a request gets that was counted. */
export function admit(policy: Policy, { outcome, remaining, seconds }: Count): Admission {
  const state = `"${policy.name}";r=${String(remaining)};t=${String(seconds)}`;
  if (outcome === 'allowed') return { state, seconds };
  return { refusal: 'rate_limited', state, seconds, rule: `the limit "${policy.name}"` };
}

export interface Limits {
  /** The RateLimit-Policy header. */
  readonly policies: string;
  readonly count: Limiter['count'];
  /** On login paths only failures count: call this with the status when the request ends. */
  readonly settle?: (key: string, status: number) => void;
}

export interface RequestLimits {
  /**
   * The limits of a target and of the route that it matched, if that differs. A route may have a policy of its own in
   * place of the global one. Health checks have none.
   */
  of(target: string, req?: IncomingMessage, route?: string, own?: Policy): Limits | undefined;
  /** The limits of a policy of your own. Those of one name share their counters. */
  by(policy: Policy): Limits;
}

/** Services by their config: one set of counters for each, even if several callers ask. */
const made = new WeakMap<object, RequestLimits>();

/**
 * Counts every request of a client before anything is parsed: also invalid ones, refusals and unknown paths. The
 * first call for a service says where.
 */
export function requestLimits(config: object, limiter = inMemory): RequestLimits {
  const limits = made.get(config) ?? makeLimits(limiter);
  made.set(config, limits);
  return limits;
}

function makeLimits(limiter: (policy: Policy) => Limiter): RequestLimits {
  const only = (policy: Policy): Limits => ({ policies: printed(policy), count: limiter(policy).count });
  const owned = new Map<string, Limits>();
  const by = (policy: Policy): Limits => {
    const limits = owned.get(policy.name) ?? only(policy);
    owned.set(policy.name, limits);
    return limits;
  };
  const usual = only(globalPolicy);
  const atLogin = limiter(loginPolicy);
  const login: Limits = {
    policies: `${usual.policies}, ${printed(loginPolicy)}`,
    count: (key) =>
      after(usual.count(key), (admission) =>
        admission.refusal === undefined ? atLogin.count(key) : admission,
      ),
    settle: (key, status) => {
      if (status < 400) atLogin.forgive(key);
    },
  };
  const of: RequestLimits['of'] = (target, req, route = target, own) => {
    if (isHealthPath(target)) return undefined; // a health check that is refused would make the service look dead
    const isLogin = isLoginPath(target) || (route !== target && isLoginPath(route));
    if (isLogin && (req === undefined || mayGuess(req))) return login;
    return own === undefined ? usual : by(own);
  };
  return { of, by };
}

const printed = ({ name, points, seconds }: Policy): string =>
  `"${name}";q=${String(points)};w=${String(seconds)}`;

/** A promise costs more than a count in memory, so this makes one only if it must wait. */
export function after<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
