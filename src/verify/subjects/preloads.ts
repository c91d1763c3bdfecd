/**
 * Texts with this start make a handler fail: JSON.stringify throws at the first one, but only once, because
 * it may be stored.
 */
export const faultMarker = 'rampart-fault-7d41';

/** Built at run time, so that secret scanners do not report this repository. */
const canary = (digits: string): string => `cnry${digits}`;

/** Secrets in the injected error, each in a place and format that a log must mask. */
export const faultCanaries = {
  'the error’s connection string': canary('3f9a1c7e5b2d8046'),
  'the error’s password': canary('8e2b6d4f0a1c9357'),
  'the error’s token': ['eyJhbGciOiJFUzI1NiJ9', 'eyJzdWIiOiJjbnJ5NWQifQ', 'Y25yeTFhN2MzZTliNWQyZjgwNjQ'].join(
    '.',
  ),
  'the second cookie in the error’s message': canary('5c0d9e3a7f1b2468'),
  'the second cookie of the error’s headers': canary('1b7e4a9c3d5f6082'),
  'a list of tokens of the error': canary('9d6c2f8b0e4a1735'),
  'credentials within the error': canary('7a3f5e1d9b0c8642'),
} as const;

/** Times in the error: one in ten of these looks like a card number. */
const times = Array.from({ length: 40 }, (_, step) => 1764333333000 + step);

const faultMembers = {
  times,
  config: {
    headers: { cookie: `theme=dark; session=${faultCanaries['the second cookie of the error’s headers']}` },
    refreshTokens: ['none', faultCanaries['a list of tokens of the error']],
    credentials: { user: { value: [faultCanaries['credentials within the error']] } },
  },
};

const faultMessage = [
  `connect failed postgres://app:${faultCanaries['the error’s connection string']}@db.internal/main`,
  `password=${faultCanaries['the error’s password']} Bearer ${faultCanaries['the error’s token']}`,
  `at /srv/private/pool.js OWN\nCookie: theme=dark;`,
  `session=${faultCanaries['the second cookie in the error’s message']}`,
].join(' ');

/**
 * Runs in the process before the service, and does nothing until the marker appears. Then it throws an error
 * like those of database drivers: with a connection string, a password, a path, and the service's own
 * secrets.
 */
export const faultPreload = (secrets: readonly string[]): string => `
const original = JSON.stringify;
const met = new Set();
const markIn = (value, depth) => {
  if (typeof value === 'string') return /${faultMarker}-\\w+/.exec(value)?.[0];
  if (typeof value !== 'object' || value === null || depth > 2) return undefined;
  for (const each of Object.values(value)) {
    const mark = markIn(each, depth + 1);
    if (mark !== undefined && !met.has(mark)) return mark;
  }
};
JSON.stringify = function stringify(value, ...rest) {
  const mark = typeof value === 'object' ? markIn(value, 0) : undefined;
  if (mark !== undefined && !met.has(mark)) {
    met.add(mark);
    const own = ${JSON.stringify(secrets)}.map((name) => process.env[name] ?? '').join(' ');
    const error = new Error(${JSON.stringify(faultMessage)}.replace('OWN', () => own));
    throw Object.assign(error, ${JSON.stringify(faultMembers)});
  }
  return Reflect.apply(original, this, [value, ...rest]);
};`;

/** How many times faster the timeouts of such a boot are. */
export const quickening = 10;

/** Divides all time limits of Node's HTTP server and its checking interval: half a minute takes three seconds. */
export const quickPreload = `
import http from 'node:http';
import https from 'node:https';
const times = ['headersTimeout', 'requestTimeout', 'keepAliveTimeout', 'timeout', 'connectionsCheckingInterval'];
for (const { Server } of [http, https]) {
  for (const name of times) {
    const key = Symbol(name);
    Object.defineProperty(Server.prototype, name, {
      configurable: true,
      get() { return this[key]; },
      set(value) { this[key] = value / ${quickening}; },
    });
  }
}`;

/** Written just before the error. Without it the process did not receive the signal, and nothing is known. */
export const crashMark = 'rampart-crash-2c90';

/** SIGUSR2 triggers an uncaught error. */
export const crashPreload = (how: 'rejection' | 'exception'): string => `
process.on('SIGUSR2', () => {
  process.stderr.write('${crashMark}\\n', () => {
    const error = new Error('rampart crash probe');
    ${how === 'rejection' ? 'Promise.reject(error)' : 'setTimeout(() => { throw error; }, 1)'};
  });
});`;

export const flagsMark = 'rampart-flags-5e12';

/** SIGUSR2 prints what the process's flags have disabled. */
export const flagsPreload = `
process.on('SIGUSR2', () => {
  const outcome = (act, yes, no) => {
    try {
      return act() === undefined ? no : yes;
    } catch {
      return no;
    }
  };
  const proto = outcome(() => ({}).__proto__, 'present', 'gone');
  const code = outcome(() => Function('return 1')(), 'allowed', 'refused');
  process.stderr.write('${flagsMark} ' + proto + ' ' + code + '\\n');
});`;
