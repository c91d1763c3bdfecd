import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly {
    readonly what: string;
    readonly statuses: readonly number[];
    readonly ended: string;
  }[];
}

/** What two parsers could read in two ways. `P` is a path that works, `H` the right Host, `X` the lines of our proxy. */
function attacks(path: string, host: string, proxied: string): readonly (readonly [string, string])[] {
  const post = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\n${proxied}Content-Type: application/json\r\n`;
  const get = `GET ${path} HTTP/1.1\r\n`;
  const smuggled = `GET ${path}?smuggled HTTP/1.1\r\nHost: ${host}\r\n${proxied}\r\n`;
  return [
    [
      'Content-Length with Transfer-Encoding',
      `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    [
      'Transfer-Encoding before Content-Length',
      `${post}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    ['Transfer-Encoding: xchunked', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`],
    ['a space before the colon', `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    ['two Content-Lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}${smuggled}`],
    ['Content-Length: +2', `${post}Content-Length: +2\r\n\r\n{}${smuggled}`],
    [
      'a chunk size beyond all bounds',
      `${post}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
    ],
    ['two Host headers', `${get}Host: ${host}\r\nHost: evil.example\r\n${proxied}\r\n`],
    ['the same Host twice', `${get}Host: ${host}\r\nHost: ${host}\r\n${proxied}\r\n`],
    ['no Host header', `${get}${proxied}\r\n`],
    [
      'an absolute form for another host',
      `GET http://evil.example${path} HTTP/1.1\r\nHost: ${host}\r\n${proxied}\r\n`,
    ],
    ['a bare line feed', `GET ${path} HTTP/1.1\nHost: ${host}\n${proxied.replaceAll('\r\n', '\n')}\n`],
  ];
}

export const refusesAmbiguousFraming = onServer<Transcript>({
  id: 'refuses-ambiguous-framing',
  question: 'Is a message that two parsers could read in two ways refused, and its connection closed?',
  safety: 'passive',
  exercise: async (server) => {
    const { ok } = await server.routes();
    if (ok === undefined) return { positive: 0, seen: [] };
    const good = await server.raw([
      `GET ${ok} HTTP/1.1\r\nHost: ${server.host}\r\n${server.head()}Connection: close\r\n\r\n`,
    ]);
    const seen = [];
    for (const [what, bytes] of attacks(ok, server.host, server.head())) {
      const { replies, ended } = await server.raw([bytes], { timeoutMs: 3_000 });
      seen.push({ what, statuses: replies.map(({ status }) => status), ended });
    }
    return { positive: good.replies[0]?.status ?? 0, seen };
  },
  read: ({ positive, seen }) => {
    if (positive < 200 || positive > 299)
      return [inconclusive('a well-formed raw request is not answered 2xx')];
    return verdictOf(
      seen.flatMap(({ what, statuses, ended }) => {
        const where = `${what} -> ${statuses.join(', ') || 'no answer'}`;
        if (statuses.length > 1) return [fail('hidden bytes were answered as a second request', where)];
        const status = statuses[0] ?? 0;
        if (status !== 0 && (status < 400 || status >= 500) && status !== 501)
          return [fail('an ambiguous request was accepted', where)];
        if (status === 405 || status === 404 || status === 401)
          return [fail('an ambiguous request reached the routes', where)];
        return ended === 'time' && status !== 0
          ? [fail('the connection stays open after an ambiguous request', where)]
          : [];
      }),
      pass(`${seen.length} ambiguous requests were refused`),
    );
  },
});
