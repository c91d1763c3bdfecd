import { describe, expect, it } from 'vitest';
import { evidenceLines } from '../../src/report/evidence-lines.js';
import type { EvidenceRow } from '../../src/report/shape.js';
import type { Bench } from '../../src/verify/subjects/bench.js';
import type { Server } from '../../src/verify/subjects/server.js';
import { SeenLines, watchedBench, watchedServer } from '../../src/verify/watched.js';

/** A server that answers everything alike. */
function answering(status: number, headers: Readonly<Record<string, string>> = {}) {
  const seen = new SeenLines();
  const reply = { status, headers, body: '', ms: 1 };
  const server = {
    request: async () => reply,
    raw: async () => ({ replies: [reply], ended: 'closed' }),
    others: {},
  } as unknown as Server;
  return { seen, server: watchedServer(server, seen) };
}

describe('what is kept of a request', () => {
  it('names the headers that it is about, those of proxies too', async () => {
    const { seen, server } = answering(429, { 'retry-after': '900' });
    await server.request({ path: '/a', headers: { 'x-forwarded-for': '198.18.0.1', accept: '*/*' } });
    expect(seen.lines).toEqual(['GET /a (x-forwarded-for: 198.18.0.1) -> 429 (retry-after: 900)']);
  });

  it('shows a short body, and of a long one how it begins', async () => {
    const { seen, server } = answering(413);
    await server.request({ method: 'POST', path: '/a', body: '{"__proto__":1}' });
    await server.request({ method: 'POST', path: '/a', body: `{"a":"${'x'.repeat(5_000)}"}` });
    expect(seen.lines[0]).toBe('POST /a {"__proto__":1} -> 413');
    expect(seen.lines[1]).toMatch(/^POST \/a 5008 bytes: \{"a":"x+\.\.\. -> 413$/);
  });

  it('says whether another origin may read', async () => {
    const may = answering(200, { 'access-control-allow-origin': 'https://a.test' });
    await may.server.request({ path: '/', headers: { origin: 'https://a.test' } });
    const mayNot = answering(200);
    await mayNot.server.request({ path: '/', headers: { origin: 'https://b.test' } });
    expect(may.seen.lines[0]).toContain('-> 200 (access-control-allow-origin: https://a.test)');
    expect(mayNot.seen.lines[0]).toContain('-> 200 (no access-control-allow-origin)');
  });

  it('counts the requests that it does not show', async () => {
    const { seen, server } = answering(429);
    for (let at = 0; at < 20; at += 1) await server.request({ path: `/${at}` });
    expect(seen.lines).toHaveLength(4);
    expect(seen.lines.at(-1)).toBe('and 17 more');
  });

  it('shows the lines of a raw request', async () => {
    const { seen, server } = answering(400);
    await server.raw([
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    ]);
    expect(seen.lines).toEqual(['POST / HTTP/1.1 | Host: a | Transfer-Encoding: chunked (raw) -> 400']);
  });

  it('says how the service was started, where the probe chose it, and shows no secret', async () => {
    const { server } = answering(200);
    const seen = new SeenLines();
    const bench = watchedBench({ start: async () => ({ server }) } as unknown as Bench, seen);
    const env = { NODE_ENV: undefined, PORT: '1', API_TOKEN: 's3cret' };
    await (
      await bench.start({ profile: 'direct', env, beside: { '.env': 'a' } })
    ).server.request({ path: '/' });
    expect(seen.lines).toEqual(['[NODE_ENV not set, PORT=1, API_TOKEN chosen, beside .env] GET / -> 200']);
  });

  it('shows no credential', async () => {
    const { seen, server } = answering(401);
    await server.request({ path: '/', headers: { authorization: 'Bearer s3cret', cookie: 'a=s3cret' } });
    await server.raw(['GET / HTTP/1.1\r\nAuthorization: Bearer s3cret\r\nCookie: a=s3cret\r\n\r\n']);
    expect(seen.lines.join()).not.toContain('s3cret');
  });
});

it('stands on the page in lines of 120 characters, each a span of its own', () => {
  const row = {
    ...{ probe: 'p', outcome: 'pass', grade: 3, kind: 'booted', at: '2026-01-01T00:00:00Z', target: 'boot' },
    findings: [],
    saw: [
      `POST /a (x: ${'`y '.repeat(60)}) {"a":1} -> 405 (allow: GET, HEAD)`,
      'GET /a -> 200',
      `GET /${'z'.repeat(150)} -> no answer`,
    ],
  } as unknown as EvidenceRow;
  const lines = evidenceLines(row).slice(2, -3);
  expect(lines).toContain('- `GET /a`: 200');
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  for (const line of lines) expect((line.match(/`/g) ?? []).length % 2).toBe(0);
  expect(lines.join('\n')).toContain('405 `(allow: GET, HEAD)`');
});
