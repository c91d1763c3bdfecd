import { fail, inconclusive, onServer, pass } from '../probe.js';
import { lookAtHeaders, isShown, oncePerFault, type HeadersSeen } from '../probing/headers.js';
import { isStrictPolicy } from '../probing/strict-policy.js';
import { isElsewhere } from '../subjects/answered.js';
import type { NamedReply } from '../probing/collect-replies.js';
import { conclude } from '../probing/conclude.js';

type Headers = Readonly<Record<string, string>>;

/** The minimum; stricter values pass. */
const wanted: readonly (readonly [name: string, good: (value: string) => boolean])[] = [
  ['content-security-policy', isStrictPolicy],
  ['x-content-type-options', (value) => value.toLowerCase() === 'nosniff'],
  ['x-frame-options', (value) => /^(?:deny|sameorigin)$/i.test(value)],
  [
    'referrer-policy',
    (value) => /(?:^|,\s*)(?:no-referrer|same-origin|strict-origin(?:-when-cross-origin)?)$/.test(value),
  ],
  ['cross-origin-resource-policy', (value) => /^same-(?:origin|site)$/.test(value)],
  ['cross-origin-opener-policy', (value) => value === 'same-origin'],
  ['cross-origin-embedder-policy', (value) => /^(?:require-corp|credentialless)$/.test(value)],
  ['permissions-policy', (value) => value.includes('=()')],
  ['x-permitted-cross-domain-policies', (value) => value === 'none'],
  ['cache-control', (value) => /\bno-store\b/.test(value)],
];
const retired = ['expect-ct', 'public-key-pins', 'feature-policy'];
const isError = ({ reply }: NamedReply): boolean => reply.status >= 400 && !isElsewhere(reply.status);

export const headersOnEveryAnswer = onServer<HeadersSeen>({
  id: 'headers-on-every-answer',
  question: 'Does every answer carry the security headers, refusals and errors too?',
  how:
    'Collects answers of every kind: pages, refusals, preflights, errors. One that lacks a security ' +
    'header, or has it too weak, fails.',
  safety: 'active',
  exercise: lookAtHeaders,
  read: ({ unsure, secure, seen, left, lost }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    if (!isShown(seen))
      return [inconclusive('no route answers 2xx: headers of error pages alone prove nothing')];
    const faults = seen.flatMap(({ what, reply }) =>
      faultsOf(reply.headers, secure).map((fault) => fail(fault, `${what} -> ${reply.status}`)),
    );
    const statuses = [...new Set(seen.map(({ reply }) => reply.status))].sort().join(', ');
    return conclude({
      faults: oncePerFault(faults),
      unclear: [lost, seen.some(isError) ? '' : `no refusal and no error was seen, only ${statuses}`],
      left,
      passed: pass(
        `${seen.length} of ${seen.length} answers that were looked at ` +
          `(${statuses}) carry ${namesOf(secure).join(', ')}`,
      ),
    });
  },
});

const namesOf = (secure: 'yes' | 'no'): readonly string[] => [
  ...wanted.map(([name]) => name),
  ...(secure === 'yes' ? ['strict-transport-security'] : []),
];

function faultsOf(headers: Headers, secure: 'yes' | 'no'): readonly string[] {
  const weak = wanted
    .filter(([name, good]) => !good(headers[name] ?? ''))
    .map(([name]) =>
      headers[name] === undefined ? `${name} is missing` : `${name} is too weak: ${headers[name]}`,
    );
  const age = Number(/max-age=(\d+)/i.exec(headers['strict-transport-security'] ?? '')?.[1] ?? 0);
  const hsts =
    secure === 'yes' &&
    (age < 31_536_000 || !/includesubdomains/i.test(headers['strict-transport-security'] ?? ''));
  const filter = headers['x-xss-protection'];
  return [
    ...weak,
    ...(hsts
      ? ['strict-transport-security is missing, or shorter than a year, or without includeSubDomains']
      : []),
    ...retired.filter((name) => name in headers).map((name) => `${name} is retired and harmful`),
    ...(filter !== undefined && !/^0/.test(filter)
      ? ['x-xss-protection is on: it opens holes in old browsers']
      : []),
  ];
}
