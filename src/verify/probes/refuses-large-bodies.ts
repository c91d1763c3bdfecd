import { gzipSync } from 'node:zlib';
import { fail, inconclusive, onServer, pass } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly {
    readonly what: string;
    readonly status: number;
    readonly ms: number;
    readonly wants: readonly number[];
  }[];
  readonly slowest: number;
}

const mebibyte = 1024 * 1024;

export const refusesLargeBodies = onServer<Transcript>({
  id: 'refuses-large-bodies',
  question: 'Are large, compressed and deeply nested bodies refused early?',
  safety: 'active',
  exercise: async (server) => {
    const { ok, json } = await server.routes();
    if (json === undefined || ok === undefined) return { positive: 0, seen: [], slowest: 0 };
    const { method, path, sample } = json;
    const type = { 'content-type': 'application/json' };
    const padded = `${JSON.stringify(sample)}${' '.repeat(mebibyte)}`; // good JSON, one body over a mebibyte
    const bomb = gzipSync(
      Buffer.concat([Buffer.from(JSON.stringify(sample)), Buffer.alloc(60 * mebibyte, 0x20)]),
      { level: 9 },
    ); // good JSON, inflated
    const many = JSON.stringify({
      ...sample,
      ...Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1])),
    });
    const few = JSON.stringify({
      ...sample,
      ...Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 1])),
    });
    const asks = [
      { what: 'a mebibyte and more', body: padded, wants: [413] },
      { what: 'the same, chunked', body: padded, framing: 'chunked' as const, wants: [413] },
      {
        what: 'gzip that becomes 60 MB',
        body: bomb,
        headers: { 'content-encoding': 'gzip' },
        wants: [400, 413, 415],
      },
      {
        what: 'nested 20 000 deep',
        body: `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
        wants: [400, 413, 422],
      },
      { what: '20 000 members', body: many, wants: [400, 413, 422] },
      { what: '5 000 members', body: few, wants: [400, 413, 422] },
    ];
    const seen = [];
    let slowest = 0;
    for (const { what, wants, headers, ...ask } of asks) {
      const [reply, alive] = await Promise.all([
        server.request({ method, path, headers: { ...type, ...headers }, ...ask }),
        server.request({ path: ok }),
      ]);
      slowest = Math.max(slowest, alive.status >= 200 && alive.status < 300 ? alive.ms : 10_000);
      seen.push({ what, status: reply.status, ms: reply.ms, wants });
    }
    const long = await server.raw([
      `GET ${ok} HTTP/1.1\r\nHost: ${server.host}\r\n${server.head()}X-Long: ${'x'.repeat(70_000)}\r\n\r\n`,
    ]);
    seen.push({
      what: 'a header of 70 KB',
      status: long.replies[0]?.status ?? 0,
      ms: long.ms,
      wants: [431, 400],
    });
    return { positive: json.status, seen, slowest };
  },
  read: ({ positive, seen, slowest }) => {
    if (positive === 0)
      return [inconclusive('no route takes JSON, or none was found: name one with --route "POST /path"')];
    const faults = seen.flatMap(({ what, status, ms, wants }) => {
      const where = `${what} -> ${status || 'cut off'}`;
      if (status !== 0 && !wants.includes(status))
        return [
          fail(status >= 500 ? 'a hostile body makes it fail' : 'a hostile body is not refused', where),
        ];
      return ms > 5_000 ? [fail(`took ${ms} ms`, where)] : [];
    });
    if (slowest > 3_000) faults.push(fail(`others waited ${slowest} ms meanwhile`));
    return faults.length > 0
      ? faults
      : [
          pass(
            `${seen.length} hostile bodies are refused; others waited at most ${slowest < 250 ? 'a quarter of a second' : `${slowest} ms`}`,
          ),
        ];
  },
});
