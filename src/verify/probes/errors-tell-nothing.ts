import { fail, inconclusive, onServer, pass } from '../probe.js';
import { collectReplies } from './collect-replies.js';
import type { Seen } from './collect-replies.js';
import { faultCanaries } from '../subjects/preloads.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly Seen[];
  /** After all of it, the route that worked before. */
  readonly after: number;
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
  [
    'the name of a library',
    /\b(?:express|fastify|hono|body-parser|raw-body|prisma|sequelize|mongoose|zod|pg)\b/i,
  ],
  ['what the handler failed with', new RegExp(Object.values(faultCanaries).join('|'))],
];

export const errorsTellNothing = onServer<Transcript>({
  id: 'errors-tell-nothing',
  question: 'Do errors tell no stack, path, library or input?',
  safety: 'active',
  exercise: async (server) => {
    const { ok } = await server.routes();
    const replies = await collectReplies(server);
    const more: Seen[] = [];
    if (ok !== undefined) {
      const asks = [
        { what: 'a path of 8 KB', path: `/${'a'.repeat(8192)}` },
        { what: 'NUL in the path', path: '/rampart%00.txt' },
        {
          what: 'markup in the path',
          path: '/rampart-%3Cscript%3Ealert(1)%3C/script%3E?q=<script>alert(1)</script>',
        },
        { what: 'a number beyond all bounds', path: `${ok}?limit=99999999999999999999999` },
        {
          what: 'an Accept that nothing satisfies',
          path: '/rampart-x',
          headers: { accept: 'application/x-rampart;q=oops' },
        },
      ];
      for (const { what, ...ask } of asks) more.push({ what, reply: await server.request(ask) });
    }
    const positive = replies[0]?.reply.status ?? 0;
    const after = ok === undefined ? 0 : (await server.request({ path: ok }, server.freshClient())).status;
    return {
      positive,
      after,
      seen: [...replies.slice(1), ...more].filter(({ reply }) => reply.status >= 400),
    };
  },
  read: ({ positive, seen, after }) => {
    if (positive < 200 || positive > 299)
      return [inconclusive('no route answers 2xx, so an error proves nothing')];
    const faults = seen.flatMap(({ what, reply }) => {
      const where = `${what} -> ${reply.status}`;
      const told = leaks
        .filter(([, leak]) => leak.test(reply.body))
        .map(([name]) => fail(`an error tells ${name}`, where));
      if (reply.body.includes('<script>')) told.push(fail('an error repeats markup', where));
      if (/html/i.test(reply.headers['content-type'] ?? ''))
        told.push(fail('an error is an HTML page', where));
      if (reply.status >= 500 && what !== 'an error inside a handler')
        told.push(fail('bad input makes it fail', where));
      return told;
    });
    if (after === 0) faults.push(fail('one of these errors ended the process'));
    if (faults.length > 0) return faults.slice(0, 6);
    return seen.length < 2
      ? [inconclusive('fewer than two errors could be provoked')]
      : [pass(`${seen.length} kinds of error tell nothing`)];
  },
});
