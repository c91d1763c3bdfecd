import type { ProblemDetails } from './problem.js';

type Header = readonly [name: string, value: string];

export interface CorsAnswer {
  /** pass: go on; refuse: a preflight of an origin that is not listed; answer: a preflight to answer with 204. */
  readonly outcome: 'pass' | 'refuse' | 'answer';
  readonly headers: readonly Header[];
}

export const vary: Header = ['Vary', 'Origin'];
const readable: Header = [
  'Access-Control-Expose-Headers',
  'Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
];
/** The headers that pages may send, those of traces of OpenTelemetry and Sentry among them. */
const requestHeaders = [
  'Authorization',
  'Content-Type',
  'X-Request-Id',
  'Traceparent',
  'Tracestate',
  'Baggage',
  'Sentry-Trace',
];
const forPreflights: readonly Header[] = [
  ['Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE'],
  ['Access-Control-Allow-Headers', requestHeaders.join(', ')],
  ['Access-Control-Max-Age', '600'],
];
/** For the log: why a preflight was refused. */
export const foreignOrigin: ProblemDetails = { why: { rule: 'ALLOWED_ORIGINS does not have this Origin' } };

const foreign: CorsAnswer = { outcome: 'pass', headers: [vary] };
const refused: CorsAnswer = { outcome: 'refuse', headers: [vary] };

/** Lets only the listed origins read answers. Credentials are not allowed: the API uses no cookies. */
export function corsPolicy(config: { readonly ALLOWED_ORIGINS: readonly string[] }) {
  const allowed = new Map(
    config.ALLOWED_ORIGINS.map((origin) => {
      const headers = [vary, ['Access-Control-Allow-Origin', origin], readable] as const;
      const read: CorsAnswer = { outcome: 'pass', headers };
      const ask: CorsAnswer = { outcome: 'answer', headers: [...headers, ...forPreflights] };
      return [origin, { read, ask }];
    }),
  );
  return (method: string | undefined, origin?: string, requestMethod?: string): CorsAnswer => {
    if (origin === undefined) return foreign;
    const isPreflight = method === 'OPTIONS' && requestMethod !== undefined;
    const answers = allowed.get(origin);
    if (answers === undefined) return isPreflight ? refused : foreign;
    return isPreflight ? answers.ask : answers.read;
  };
}
