import { afterAll, describe, expect, it } from 'vitest';
import { openLive } from '../../src/verify/live.js';
import { bounds } from '../../src/verify/subjects/modes.js';
import { noOthers } from '../../src/verify/subjects/no-others.js';
import type { Ask } from '../../src/verify/subjects/http.js';
import { rules } from '../../src/verify/subjects/rules.js';
import { connectTo } from '../../src/verify/subjects/connect-to.js';
import { openTransport, Refused } from '../../src/verify/subjects/transport.js';
import { makeCertificate } from '../support/certificate.js';
import { lookAt, passesIn, saidIn } from '../support/look-at.js';
import { answer, record, type Behaviour, type Recorder } from '../support/recorder.js';
import { faultsByNode, faultsOfRead } from '../support/strict-http.js';

/** A recorder on loopback shows what `--url` sends in each mode, byte for byte. */
const recorders: Recorder[] = [];
afterAll(() => Promise.all(recorders.map((recorder) => recorder.close())));
async function recorder(...given: Parameters<typeof record>): Promise<Recorder> {
  const made = await record(...given);
  recorders.push(made);
  return made;
}

const html = { 'content-type': 'text/html' };
const servers: Readonly<Record<string, Behaviour>> = {
  'answers 200 to all': answer(200),
  'answers 204 to all': answer(204, ''),
  'answers HTML to all': answer(200, '<html><body>Welcome</body></html>', html),
  'knows nothing': answer(404),
  'asks for a login': answer(401),
  'forbids all': answer(403),
  'leads to a login': answer(302, '', { location: 'https://login.example/?next=/' }),
  'leads to itself': answer(301, '', { location: '/' }),
  'limits all': answer(429, '{}', { 'retry-after': '60' }),
  'is being mended': answer(503, 'Back soon', html),
  fails: answer(500, 'Error\n    at f (/srv/app/x.js:1:2)', html),
  'closes without a word': (_head, socket) => void socket.end(),
  resets: (_head, socket) => void socket.resetAndDestroy(),
  'speaks no HTTP': (_head, socket) => void socket.end('220 mail ready\r\n'),
  'is slow': (head, socket) => void setTimeout(() => answer(200)(head, socket), 10),
  'never closes': (_head, socket) => void socket.write('HTTP/1.1 200 X\r\ncontent-length: 2\r\n\r\n{}'),
  'keeps its health page only': (head, socket) =>
    answer(/^\w+ \/health[ ?]/.test(head) ? 200 : 404)(head, socket),
  'answers without an end': (_head, socket) => {
    socket.write('HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n');
    const more = setInterval(() => socket.write(`80000\r\n${'x'.repeat(524_288)}\r\n`), 1);
    socket.on('close', () => clearInterval(more));
  },
  'bans after thirty': bansAfter(30),
};

function bansAfter(most: number): Behaviour {
  let count = 0;
  return (head, socket) => ((count += 1) > most ? answer(429) : answer(200))(head, socket);
}

const hostOf = ({ port }: Recorder): string => `127.0.0.1:${port}`;
const faultsIn = (seen: Recorder): readonly string[] =>
  seen.connections.flatMap(({ bytes }) => faultsOfRead(bytes, hostOf(seen)));

describe.each(Object.entries(servers))('passive, a server that %s', (_name, behaviour) => {
  it('is sent well-formed reads only, few, and few at once', async () => {
    const seen = await recorder(behaviour);
    const evidence = await lookAt(seen.url);
    expect(seen.connections.length).toBeGreaterThan(0);
    expect(seen.connections.length).toBeLessThanOrEqual(150);
    expect(seen.most()).toBeLessThanOrEqual(4);
    expect(faultsIn(seen)).toEqual([]);
    expect(await faultsByNode(seen.connections.map(({ bytes }) => bytes))).toEqual([]);
    expect(saidIn(evidence).filter((line) => /budget|: error:/.test(line))).toEqual([]);
    expect(passesIn(evidence)).toEqual([]);
  });
});

describe('passive', () => {
  it('keeps to its budget with every --route there can be', async () => {
    const seen = await recorder(answer(404));
    const asked = Array.from({ length: 500 }, (_, index) => ({ method: 'GET', path: `/p/${index}` }));
    await lookAt(seen.url, { asked });
    expect(seen.connections.length).toBeLessThanOrEqual(150);
  });

  it('asks no path that only a document names: GET /logout logs a user out', async () => {
    const document = { openapi: '3.1.0', paths: { '/logout': { get: {} }, '/jobs/start': { get: {} } } };
    const serving: Behaviour = (head, socket) =>
      (head.includes('/openapi.json') ? answer(200, JSON.stringify(document)) : answer(404))(head, socket);
    const seen = await recorder(serving);
    await lookAt(seen.url);
    expect(seen.connections.filter(({ bytes }) => /logout|jobs/.test(bytes))).toEqual([]);
    const attacked = await recorder(serving);
    await lookAt(attacked.url, {
      transport: openTransport('active'),
      only: ['answers-only-allowed-origins'],
    });
    expect(attacked.connections.filter(({ bytes }) => /logout/.test(bytes)).length).toBeGreaterThan(0);
  });

  it('meets a certificate that it does not trust: nothing is sent, and it says why', async () => {
    const seen = await recorder(answer(200), { tls: makeCertificate() });
    const found = await openLive({ url: seen.url, asked: [], read: [], transport: openTransport('passive') });
    expect(found).toMatchObject({
      trouble: { of: 'url', said: [expect.stringMatching(/SELF_SIGNED|self.signed/i)] },
    });
    expect(seen.connections.filter(({ bytes }) => bytes !== '')).toEqual([]);
  });

  it('says of what it left out that it needs --active', async () => {
    const seen = await recorder(answer(200));
    const said = saidIn(await lookAt(seen.url));
    for (const probe of ['refuses-other-methods', 'refuses-ambiguous-framing', 'refuses-large-bodies'])
      expect(said).toContainEqual(expect.stringMatching(`^${probe}: not-assessed: needs --active`));
  });
});

const host = (seen: Recorder, name = '127.0.0.1') =>
  ({ host: '127.0.0.1', port: seen.port, transport: 'plain', name }) as const;

/** Each is refused, with nothing on the wire; with the rules taken away the recorder has it. */
const forbidden: Readonly<Record<string, { readonly ask: Ask; readonly sent: RegExp }>> = {
  'a writing method': { ask: { method: 'POST', path: '/' }, sent: /^POST/ },
  DELETE: { ask: { method: 'DELETE', path: '/' }, sent: /^DELETE/ },
  TRACE: { ask: { method: 'TRACE', path: '/' }, sent: /^TRACE/ },
  PROPFIND: { ask: { method: 'PROPFIND', path: '/' }, sent: /^PROPFIND/ },
  'a body': { ask: { path: '/', body: '{}' }, sent: /\{\}$/ },
  'a body in chunks': { ask: { path: '/', body: '{}', framing: 'chunked' }, sent: /transfer-encoding/i },
  'a token': { ask: { path: '/', headers: { Authorization: 'Bearer x' } }, sent: /authorization/i },
  'a cookie': { ask: { path: '/', headers: { cookie: 'a=b' } }, sent: /cookie/i },
  'a key': { ask: { path: '/', headers: { 'X-Api-Key': 'x' } }, sent: /x-api-key/i },
  'another method in a header': {
    ask: { path: '/', headers: { 'x-http-method-override': 'DELETE' } },
    sent: /DELETE/,
  },
  'a foreign Host': { ask: { path: '/', headers: { host: 'evil.example' } }, sent: /evil/ },
  'X-Forwarded-Host': { ask: { path: '/', headers: { 'x-forwarded-host': 'evil.example' } }, sent: /evil/ },
  'a length': { ask: { path: '/', headers: { 'content-length': '5' } }, sent: /content-length: 5/i },
  'a header twice': { ask: { path: '/', headers: { 'x-a': ['1', '2'] } }, sent: /x-a/ },
  'a header that is no ASCII': { ask: { path: '/', headers: { accept: 'é' } }, sent: /accept: \xe9/ },
  'an absolute form': { ask: { path: 'http://evil.example/' }, sent: /http:\/\/evil/ },
  'a path without a slash': { ask: { path: '*' }, sent: /GET \*/ },
  'a broken percent sign': { ask: { path: '/%zz' }, sent: /%zz/ },
  'a path that climbs': { ask: { path: '/../.env' }, sent: /\.\.\/\.env/ },
  'a path that climbs in disguise': { ask: { path: '/..%2f.env' }, sent: /\.\.%2f/ },
  'dots in disguise': { ask: { path: '/%2e%2e/.env' }, sent: /%2e%2e/ },
  'a line break in disguise': { ask: { path: '/a%0d%0ab' }, sent: /%0d%0a/ },
  'NUL in disguise': { ask: { path: '/a%00' }, sent: /%00/ },
  'two slashes': { ask: { path: '//evil.example/' }, sent: /\/\/evil/ },
  markup: { ask: { path: '/?q=<script>' }, sent: /<script>/ },
};

describe.each(Object.entries(forbidden))('passive: %s', (_name, { ask, sent }) => {
  it('is refused before a socket is opened', async () => {
    const seen = await recorder(answer(200));
    const transport = openTransport('passive');
    await expect(transport.request(host(seen), ask)).rejects.toThrow(Refused);
    await expect(transport.request(host(seen), ask)).rejects.toMatchObject({ outcome: 'not-assessed' });
    expect(transport.refusal(host(seen), ask)).toBeTypeOf('string');
    expect(seen.connections).toEqual([]);
  });
  it('is sent, once the rules are taken away', async () => {
    const seen = await recorder(answer(200));
    await openTransport('passive', { rules: [] }).request(host(seen), ask);
    expect(seen.connections.map(({ bytes }) => sent.test(bytes))).toEqual([true]);
  });
});

describe('the transport', () => {
  it('sends no raw bytes without --active', async () => {
    const seen = await recorder(answer(200));
    const raw = { steps: ['GET / HTTP/1.1\r\n'], timeoutMs: 200 };
    await expect(openTransport('passive').raw(host(seen), raw)).rejects.toThrow(Refused);
    expect(seen.connections).toEqual([]);
    await openTransport('passive', { rules: [] }).raw(host(seen), raw);
    expect(seen.connections).toEqual([{ bytes: 'GET / HTTP/1.1\r\n' }]);
  });

  it('has a rule that no other makes up for: each one alone lets something through', () => {
    // Every forbidden request is refused by the whole list, and each rule is somebody's only refusal.
    const endpoint = { host: '192.0.2.1', port: 80, transport: 'plain', name: 'a.test' } as const;
    const asks = [
      ...Object.values(forbidden).map(({ ask }) => ask),
      { path: '/', headers: { origin: 'https://evil.example' } },
    ].map((ask) => ({ kind: 'ordinary', endpoint, ask }) as const);
    const needed = rules.passive.filter((rule) =>
      asks.some(
        (sent) =>
          rules.passive.filter((each) => each(sent) !== undefined).every((each) => each === rule) &&
          rule(sent),
      ),
    );
    expect(needed.length).toBeGreaterThanOrEqual(5);
  });

  it.each(['authorization', 'Cookie', 'X-API-Key', 'Proxy-Authorization'])(
    'sends no %s in clear, in any mode',
    (name) => {
      const away = { host: '192.0.2.1', port: 8080, transport: 'plain', name: 'a.test' } as const;
      const ask = { path: '/', headers: { [name]: 'x' } };
      for (const mode of ['passive', 'active'] as const) {
        expect(openTransport(mode).refusal(away, ask)).toBeTypeOf('string');
        expect(openTransport(mode).refusal({ ...away, host: '127.0.0.1', port: 80 }, ask)).toBeTypeOf(
          'string',
        );
      }
      expect(openTransport('active').refusal({ ...away, port: 443, transport: 'tls' }, ask)).toBeUndefined();
    },
  );

  it('sends no credential in raw bytes in clear', async () => {
    const away = { host: '192.0.2.1', port: 80, transport: 'plain', name: 'a.test' } as const;
    const raw = {
      steps: ['GET / HTTP/1.1\r\nHost: a.test\r\n', 'Authori', 'zation: Bearer x\r\n\r\n'],
      timeoutMs: 50,
    };
    await expect(openTransport('active').raw(away, raw)).rejects.toThrow(/credential/);
  });

  it('sends a foreign origin to nobody’s cache: only with a query of its own', () => {
    const away = { host: '192.0.2.1', port: 443, transport: 'tls', name: 'a.test' } as const;
    const headers = { origin: 'https://evil.example' };
    for (const mode of ['passive', 'active'] as const) {
      expect(openTransport(mode).refusal(away, { path: '/', headers })).toMatch(/query/);
      expect(openTransport(mode).refusal(away, { path: '/?rampart=1', headers })).toBeUndefined();
    }
  });

  it('never sends DELETE to an address, and nothing of ours off this machine', async () => {
    const away = { host: '192.0.2.1', port: 80, transport: 'plain', name: 'a.test' } as const;
    expect(openTransport('active').refusal(away, { method: 'DELETE', path: '/' })).toBeTypeOf('string');
    expect(openTransport('own-boot').refusal(away, { path: '/' })).toBeTypeOf('string');
  });

  it('holds at most so many connections, and counts one until it is gone', async () => {
    const slow: Behaviour = (head, socket) => void setTimeout(() => answer(200)(head, socket), 30);
    const crowd = async (most: number): Promise<number> => {
      const seen = await recorder(slow);
      const transport = openTransport('passive', { bounds: { ...bounds.passive, connections: most } });
      await Promise.all(Array.from({ length: 40 }, () => transport.request(host(seen), { path: '/' })));
      return seen.most();
    };
    expect(await crowd(4)).toBeLessThanOrEqual(4);
    expect(await crowd(40)).toBeGreaterThan(4);
  });

  it('sends at most so many requests, bytes, and seconds, and says that they were used up', async () => {
    const seen = await recorder(answer(200));
    const few = openTransport('active', { bounds: { ...bounds.active, requests: 3 } });
    for (let count = 0; count < 3; count += 1) await few.request(host(seen), { path: '/' });
    await expect(few.request(host(seen), { path: '/' })).rejects.toMatchObject({ outcome: 'inconclusive' });
    const small = openTransport('active', { bounds: { ...bounds.active, bytesSent: 1000 } });
    await expect(
      small.request(host(seen), { method: 'POST', path: '/', body: 'x'.repeat(2000) }),
    ).rejects.toThrow(/bytes/);
    const short = openTransport('active', { bounds: { ...bounds.active, seconds: 0.05 } });
    await short.request(host(seen), { path: '/' });
    await new Promise((resolve) => setTimeout(resolve, 80));
    await expect(short.request(host(seen), { path: '/' })).rejects.toThrow(/used up/);
    expect(seen.connections.length).toBe(4);
  });

  it('leaves alone who says "leave me alone" often enough', async () => {
    const seen = await recorder(answer(429));
    const said = saidIn(await lookAt(seen.url));
    expect(seen.connections.length).toBeLessThanOrEqual(bounds.passive.patience);
    expect(said.filter((line) => !/inconclusive|not-assessed/.test(line))).toEqual([]);
  });
});

it('takes no token to the plaintext port, and no claim or body without --active', async () => {
  const plainly = async (mode: 'passive' | 'active'): Promise<Recorder> => {
    const main = await recorder(answer(200));
    const plain = await recorder(answer(200));
    const transport = openTransport(mode);
    const beside = connectTo({
      endpoint: host(plain),
      kind: 'live',
      stance: 'direct',
      transport,
      others: noOthers,
      findRoutes: () => Promise.reject(new Error('not asked')),
    });
    await lookAt(main.url, {
      transport,
      only: ['refuses-plaintext'],
      through: (server) => ({
        ...server,
        others: { ...noOthers, plaintext: async () => ({ server: beside }) },
      }),
    });
    return plain;
  };
  const passive = await plainly('passive');
  expect(passive.connections.length).toBeGreaterThan(0);
  expect(faultsIn(passive)).toEqual([]);
  const active = await plainly('active');
  expect(active.connections.filter(({ bytes }) => bytes.startsWith('POST')).length).toBeGreaterThan(0);
  expect(active.connections.filter(({ bytes }) => /authorization|cookie|api-key/i.test(bytes))).toEqual([]);
});
