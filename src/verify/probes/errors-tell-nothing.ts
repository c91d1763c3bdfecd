import { fail, inconclusive, onServer, pass } from '../probe.js';
import { tellsFramework } from '../../repo/frameworks/server-packages.js';
import { isElsewhere } from '../subjects/answered.js';
import type { Server } from '../subjects/server.js';
import { askAllowed } from '../probing/allowed-asks.js';
import { collectReplies, innerError } from '../probing/collect-replies.js';
import type { Replies } from '../probing/collect-replies.js';
import { conclude } from '../probing/conclude.js';
import { stillStands, well } from '../probing/footing.js';
import type { After } from '../probing/footing.js';
import { faultCanaries } from '../subjects/preloads.js';

interface Transcript extends Replies {
  readonly after: After;
  readonly kind: Server['kind'];
}

const leaks: readonly (readonly [string, RegExp])[] = [
  ['a stack trace', /\n\s+at .+:\d+:\d+|\bat (?:Object|Module|Layer|Function)\.?[\w<>. ]* \(|\\n {2,}at /],
  [
    'a path of the machine',
    /node_modules|file:\/\/\/|(?:\/(?:home|usr|srv|app|opt|var|root|tmp|work)\/[\w./-]+\.[cm]?[jt]s)|[A-Z]:\\\\?[\w\\]+\.[jt]s/,
  ],
  [
    'an error class',
    /\b(?:SyntaxError|TypeError|ReferenceError|RangeError|URIError|ZodError|PayloadTooLargeError|BadRequestError)\b/,
  ],
  [
    'the words of the parser',
    /Unexpected (?:token|end of)|in JSON at position|is not valid JSON|Failed to decode param/i,
  ],
  ['the words of a database', /SQLSTATE|syntax error at or near|\bP20\d\d\b|ECONNREFUSED|postgres:\/\//i],
  ['the name of a library', tellsFramework],
  ['the name of a library', /\b(?:body-parser|raw-body|prisma|sequelize|mongoose|zod|pg)\b/i],
  ['what the handler failed with', new RegExp(Object.values(faultCanaries).join('|'))],
];

export const errorsTellNothing = onServer<Transcript>({
  id: 'errors-tell-nothing',
  question: 'Do errors tell no stack, path, library or input?',
  how:
    'Provokes errors with bad paths, bodies and queries. A body that tells a stack, a path, a library ' +
    'or markup, an HTML page, or a 5xx for bad input fails.',
  safety: 'active',
  exercise: async (server) => {
    const first = await collectReplies(server);
    const { ok = '/' } = await server.routes();
    if (first.unsure !== '') return { ...first, after: well, kind: server.kind };
    const client = server.client();
    const more = await askAllowed(server, client, [
      { what: 'a path of 8 KB', ask: { path: `/${'a'.repeat(8192)}` } },
      { what: 'NUL in the path', ask: { path: '/rampart%00.txt' } },
      {
        what: 'markup in the path',
        ask: { path: '/rampart-%3Cscript%3Ealert(1)%3C/script%3E?q=<script>alert(1)</script>' },
      },
      { what: 'a number beyond all bounds in a query', ask: { path: `${ok}?limit=99999999999999999999999` } },
      {
        what: 'an unknown path with an odd Accept',
        ask: { path: '/rampart-x', headers: { accept: 'application/x-rampart;q=oops' } },
      },
    ]);
    return {
      ...first,
      kind: server.kind,
      seen: [...first.seen, ...more.answers].filter(({ reply }) => reply.status >= 400),
      left: first.left || more.left,
      after: await stillStands(server, client, ok),
    };
  },
  read: ({ unsure, seen, after, kind, left, lost }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    const own = seen.filter(
      ({ reply: { status } }) => !(kind === 'live' && status !== 429 && isElsewhere(status)),
    );
    const faults = own.flatMap(({ what, reply }) => {
      const where = `${what} -> ${reply.status}`;
      const told = leaks
        .filter(([, leak]) => leak.test(reply.body))
        .map(([name]) => fail(`an error tells ${name}`, where));
      if (reply.body.includes('<script>')) told.push(fail('an error repeats markup', where));
      if (/html/i.test(reply.headers['content-type'] ?? ''))
        told.push(fail('an error is an HTML page', where));
      if (reply.status >= 500 && !isElsewhere(reply.status) && what !== innerError)
        told.push(fail('bad input makes it fail', where));
      return told;
    });
    const kinds = seen.filter(({ reply }) => !isElsewhere(reply.status));
    const named = kinds.map(({ what, reply }) => `${what} (${reply.status})`);
    return conclude({
      faults: faults.slice(0, 6),
      unclear: [lost, kinds.length < 2 ? 'fewer than two errors could be provoked' : ''],
      after,
      left,
      passed: pass(
        `${kinds.length} kinds of error tell no stack, file path, markup or name of a library in their bodies: ` +
          named.join(', '),
      ),
    });
  },
});
