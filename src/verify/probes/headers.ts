import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, noRoute, onServer, pass } from '../probe.js';
import { isDone, isElsewhere } from '../subjects/answered.js';
import { collectReplies } from './collect-replies.js';
import type { Replies, NamedReply } from './collect-replies.js';
import { conclude } from './conclude.js';

interface Transcript extends Replies {
  readonly secure: 'yes' | 'no';
}
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
const productNames = [
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'x-generator',
  'x-runtime',
  'x-version',
  'x-php-version',
];

const exercise = async (server: Parameters<typeof collectReplies>[0]): Promise<Transcript> => ({
  secure: server.endpoint.transport === 'tls' || server.stance === 'behind-proxy' ? 'yes' : 'no',
  ...(await collectReplies(server)),
});

/** Not judged by error pages alone: Express's own 404 page has two of these headers. */
const isShown = (seen: readonly NamedReply[]): boolean => seen.some(({ reply }) => isDone(reply.status));
const isError = ({ reply }: NamedReply): boolean => reply.status >= 400 && !isElsewhere(reply.status);

export const headersOnEveryAnswer = onServer<Transcript>({
  id: 'headers-on-every-answer',
  question: 'Does every answer carry the security headers, refusals and errors too?',
  safety: 'active',
  exercise,
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

export const namesNoSoftware = onServer<Transcript>({
  id: 'names-no-software',
  question: 'Does no answer name the software behind it?',
  safety: 'active',
  exercise,
  read: ({ unsure, seen, left, lost }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    if (!isShown(seen)) return [inconclusive(noRoute)];
    const faults = seen.flatMap(({ what, reply: { headers, status } }) => [
      ...productNames
        .filter((name) => name in headers)
        .map((name) => fail(`${name} names the software`, `${what} -> ${status}`)),
      ...(/\d|express|node/i.test(headers['server'] ?? '')
        ? [fail('Server names the software', `${what} -> ${status}`)]
        : []),
    ]);
    return conclude({
      faults: oncePerFault(faults),
      unclear: [lost],
      left,
      passed: pass(`${seen.length} answers that were looked at name no software`),
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

export function isStrictPolicy(text: string): boolean {
  const directives = new Map(
    text
      .split(';')
      .map((part) => part.trim().toLowerCase().split(/\s+/))
      .map(([name = '', ...values]) => [name, values] as const),
  );
  const is = (name: string, ...allowed: readonly string[]): boolean => {
    const values = directives.get(name);
    return values !== undefined && values.length > 0 && values.every((value) => allowed.includes(value));
  };
  const scripts = directives.get('script-src') ?? directives.get('default-src') ?? ['*'];
  return (
    directives.has('default-src') &&
    !scripts.some((value) => /unsafe-(?:inline|eval)|^\*$|^https?:$|^data:$/.test(value)) &&
    is('frame-ancestors', "'none'", "'self'") &&
    is('base-uri', "'none'") &&
    (is('object-src', "'none'") || (!directives.has('object-src') && is('default-src', "'none'")))
  );
}

/** The first place of each fault, and the number of others. */
function oncePerFault(faults: readonly Finding[]): readonly Finding[] {
  const texts = [...new Set(faults.map(({ because }) => because))];
  return texts.slice(0, 12).map((because) => {
    const same = faults.filter((fault) => fault.because === because);
    return fail(same.length > 1 ? `${because} (${same.length} answers)` : because, same[0]?.where);
  });
}
