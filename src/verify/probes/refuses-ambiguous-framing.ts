import { fail, inconclusive, onServer, pass } from '../probe.js';
import { isDone, isElsewhere } from '../subjects/answered.js';
import { conclude } from '../probing/conclude.js';
import { footingOf, stillStands, well } from '../probing/footing.js';
import type { After } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  readonly seen: readonly {
    readonly what: string;
    readonly statuses: readonly number[];
    readonly ended: string;
  }[];
  /** The answers to Host values that are no valid names. */
  readonly hosts?: readonly { readonly what: string; readonly statuses: readonly number[] }[];
  readonly after: After;
}

interface Target {
  readonly path: string;
  readonly host: string;
  /** The header lines that our proxy would add. */
  readonly head: string;
  /** A second request hidden behind the first; '' if it could reach somebody else. */
  readonly hidden: string;
}

/**
 * Requests that two parsers may read differently. Without hidden bytes, each message ends at the same place
 * for every parser that accepts it.
 */
function attacks({ path, host, head, hidden }: Target): readonly (readonly [string, string])[] {
  const post = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\n${head}Content-Type: application/json\r\n`;
  const old = post.replace('HTTP/1.1', 'HTTP/1.0');
  const get = `GET ${path} HTTP/1.1\r\n`;
  const length = hidden === '' ? 'Content-Length: 5\r\n' : '';
  const more = hidden === '' ? '' : `{}${hidden}`;
  return [
    [
      'Content-Length with Transfer-Encoding',
      `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    ],
    [
      'Transfer-Encoding before Content-Length',
      `${post}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${hidden}`,
    ],
    ['Transfer-Encoding: xchunked', `${post}${length}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`],
    [
      'Transfer-Encoding in HTTP/1.0',
      `${old}Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    ],
    ['a space before the colon', `${post}${length}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['two Content-Lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n${more || '{}'}`],
    ['Content-Length: +2', `${post}Content-Length: +2\r\n\r\n${more || '{}'}`],
    [
      'a chunk size beyond all bounds',
      `${post}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
    ],
    ['two Host headers', `${get}Host: ${host}\r\nHost: evil.example\r\n${head}\r\n`],
    ['the same Host twice', `${get}Host: ${host}\r\nHost: ${host}\r\n${head}\r\n`],
    ['no Host header', `${get}${head}\r\n`],
    [
      'an absolute form for another host',
      `GET http://evil.example${path} HTTP/1.1\r\nHost: ${host}\r\n${head}\r\n`,
    ],
    ['a bare line feed', `GET ${path} HTTP/1.1\nHost: ${host}\n${head.replaceAll('\r\n', '\n')}\n`],
  ];
}

/**
 * Host values that are no names and may make URL parsing fail. Other probes ask whether they are served; this
 * one only whether the process survives.
 */
const oddHosts = [
  '',
  '/',
  '//',
  '@',
  ':',
  '[',
  '[::',
  '?',
  '#',
  '%',
  '%00',
  '\\',
  'a b',
  'a\tb',
  '\xff',
  'x:99999',
  '127.1',
];

export const refusesAmbiguousFraming = onServer<Transcript>({
  id: 'refuses-ambiguous-framing',
  question: 'Is a message that two parsers could read in two ways refused, and its connection closed?',
  how:
    'Sends raw messages that two parsers may read differently. One that is accepted, reaches the ' +
    'routes, or leaves the connection open fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const none = { seen: [], after: well };
    const footing = await footingOf(server, client);
    if (!('ok' in footing)) return { ...none, unsure: footing.unsure };
    const { host } = server;
    const path = server.apart(footing.ok);
    const good = await client.raw(
      (head) => [`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${head}Connection: close\r\n\r\n`],
      { timeoutMs: 10_000 },
    );
    if (!isDone(good.replies[0]?.status ?? 0))
      return {
        ...none,
        unsure: `a well-formed raw request is answered ${good.replies[0]?.status ?? 'by nobody'}`,
      };
    const seen = [];
    const timeoutMs = Math.max(3_000, 3 * good.ms);
    for (const what of attacks({ path, host, head: '', hidden: '' }).map(([name]) => name)) {
      const { replies, ended } = await client.raw(
        (head) => {
          // Behind somebody's proxy a hidden request would be answered to the next stranger on the connection.
          const hidden =
            server.kind === 'live' ? '' : `GET ${path}?smuggled HTTP/1.1\r\nHost: ${host}\r\n${head}\r\n`;
          return [new Map(attacks({ path, host, head, hidden })).get(what) ?? ''];
        },
        { timeoutMs },
      );
      seen.push({ what, statuses: replies.map(({ status }) => status), ended });
    }
    const hosts = [];
    // Only on our own boot, because it may crash the server.
    for (const odd of server.kind === 'booted' ? oddHosts : [])
      for (const version of ['1.1', '1.0']) {
        const { replies } = await client.raw(
          (head) => [`GET ${path} HTTP/${version}\r\nHost:${odd}\r\n${head}Connection: close\r\n\r\n`],
          { timeoutMs },
        );
        hosts.push({
          what: `HTTP/${version} with Host: ${JSON.stringify(odd)}`,
          statuses: replies.map(({ status }) => status),
        });
      }
    return { unsure: '', seen, hosts, after: await stillStands(server, client, footing.ok) };
  },
  read: ({ unsure, seen, hosts = [], after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    const judged = seen.map((one) => ({
      ...one,
      status: one.statuses[0] ?? 0,
      where: `${one.what} -> ${one.statuses.join(', ') || 'no answer'}`,
    }));
    return conclude({
      faults: [
        ...hosts
          .filter(({ statuses: [status = 0] }) => status >= 500)
          .map(({ what, statuses }) =>
            fail('an odd Host makes it fail', `${what} -> ${statuses.join(', ')}`),
          ),
        ...judged.flatMap(({ statuses, status, ended, where }) => {
          if (statuses.length > 1) return [fail('hidden bytes were answered as a second request', where)];
          if (isElsewhere(status)) return [];
          if ((status < 400 || status >= 500) && status !== 501)
            return [fail('an ambiguous request was accepted', where)];
          if (status === 405 || status === 404 || status === 401)
            return [fail('an ambiguous request reached the routes', where)];
          return ended === 'time'
            ? [fail('the connection stays open after an ambiguous request', where)]
            : [];
        }),
      ],
      unclear: [
        ...judged
          .filter(({ status, ended }) => (status === 0 ? ended === 'time' : isElsewhere(status)))
          .slice(0, 1)
          .map(({ status, where }) =>
            inconclusive(
              status === 0 ? 'neither answered nor closed' : 'not answered by the service itself',
              where,
            ),
          ),
      ],
      after,
      passed: pass(
        `${seen.length} ambiguous requests were refused and their ` +
          `connections closed, and ${hosts.length} with odd Hosts did not end ` +
          `the process: ${seen.map(({ what }) => what).join(', ')}`,
      ),
    });
  },
});
