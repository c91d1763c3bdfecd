import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { goodRequestsIn } from '../../../src/verify/good-requests/read-good-requests.js';
import { openTransport } from '../../../src/verify/subjects/transport.js';
import { lookAt, saidIn } from '../../support/look-at.js';
import { folderWith } from './shop.js';

interface Site {
  /** The answer to a login: by default a cookie. */
  readonly login?: (given: { password?: string }) => Answer;
  /** What opens /orders, by its headers: by default that cookie. */
  readonly opens?: (headers: IncomingMessage['headers']) => boolean;
  /** Whether it takes any order. */
  readonly takes?: 'good ones' | 'all';
  readonly front?: 'open' | 'behind the login';
}
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A site with orders behind a login; it counts what it is sent. */
async function siteOf({ login = cookie, opens = hasCookie, takes = 'good ones', front = 'open' }: Site = {}) {
  const lines: string[] = [];
  const leaks: string[] = [];
  const answerTo = ({ method, url = '', headers }: IncomingMessage, body: string): Answer => {
    if (/^\/(?:$|\?)/.test(url)) return { status: front === 'open' || opens(headers) ? 200 : 401 };
    if (method === 'POST' && url === '/session') return login(JSON.parse(body) as object);
    if (method !== 'POST' || !url.startsWith('/orders')) return { status: 404 };
    if (!opens(headers)) return { status: 401 };
    if (headers['content-type'] !== 'application/json') return { status: 415 };
    return { status: takes === 'all' || /^\{"title":"[a-z ]+"\}$/.test(body) ? 201 : 400 };
  };
  const http = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const line = `${req.method} ${req.url}`;
      lines.push(line);
      if (/a password|sid=1/.test(JSON.stringify(req.headers) + String(Buffer.concat(chunks))))
        leaks.push(line);
      const { status, headers = {}, body = {} } = answerTo(req, Buffer.concat(chunks).toString());
      res.writeHead(status, headers).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close());
  const url = new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  return { url, logins: () => lines.filter((line) => line === 'POST /session').length, lines, leaks };
}

const cookie = ({ password }: { password?: string }): Answer =>
  password === 'a password' ? { status: 204, headers: { 'set-cookie': 'sid=1; HttpOnly' } } : { status: 401 };
const hasCookie = ({ cookie: sent }: IncomingMessage['headers']): boolean => sent === 'sid=1';

const probes = {
  logins: { user: { request: { path: '/session', json: { password: { env: 'PROBE_PASSWORD' } } } } },
  requests: [{ method: 'POST', path: '/orders', json: { title: 'a boat' }, login: 'user' }],
};
const only = [
  'refuses-wrong-shapes',
  'refuses-other-media-types',
  'refuses-prototype-keys',
  'answers-only-allowed-origins',
];

async function look(url: URL, { mode = 'active', file = probes as unknown, password = 'a password' } = {}) {
  const given = goodRequestsIn(folderWith({ 'rampart.probes.json': JSON.stringify(file) }), {
    PROBE_PASSWORD: password,
  });
  const transport = openTransport(mode as 'active' | 'passive');
  return lookAt(url, { transport, only, ...(given !== undefined && { given }) });
}

const outcomeOf = (said: readonly string[], probe: string): string | undefined =>
  said.find((line) => line.startsWith(`${probe}: `))?.split(': ')[1];

describe('--active, with a login', () => {
  it('logs in once, sends the session to its route only, and tells', async () => {
    const site = await siteOf();
    const said = saidIn(await look(site.url));
    expect(only.slice(0, 3).map((probe) => outcomeOf(said, probe))).toEqual(['pass', 'pass', 'pass']);
    expect(site.logins()).toBe(1);
    expect([...new Set(site.leaks.map((line) => line.replace(/\?.*/, '')))]).toEqual([
      'POST /session',
      'POST /orders',
    ]);
  });

  it('fails where a route behind the login takes all', async () => {
    const site = await siteOf({ takes: 'all' });
    const said = saidIn(await look(site.url));
    expect(outcomeOf(said, 'refuses-wrong-shapes')).toBe('fail');
  });

  it('tries a login that fails once, and is unsure', async () => {
    const site = await siteOf();
    const said = saidIn(await look(site.url, { password: 'wrong' }));
    expect(said).toContain(
      'refuses-wrong-shapes: inconclusive: ' +
        'rampart.probes.json: the login user: POST /session is answered 401 (a login is asked for)',
    );
    expect(site.logins()).toBe(1);
  });

  it('logs in again after its session has ended, and only then', async () => {
    let count = 0;
    const site = await siteOf({
      login: (given) => {
        count = 0;
        return cookie(given);
      },
      opens: (headers) => hasCookie(headers) && (count += 1) <= 10,
    });
    const said = saidIn(await look(site.url));
    expect(outcomeOf(said, 'refuses-wrong-shapes')).toBe('pass');
    expect(site.logins()).toBeGreaterThan(1);
    expect(site.logins()).toBeLessThan(10);
  });

  it.each([
    ['a request', { requests: [{ path: '/', login: 'user' }, ...probes.requests] }],
    [
      'a login for all',
      {
        logins: { user: { ...probes.logins.user, paths: ['/'] } },
        requests: [{ path: '/' }, ...probes.requests],
      },
    ],
  ])('finds a page where all are behind the login, by %s', async (_, more) => {
    const site = await siteOf({ front: 'behind the login' });
    const before = saidIn(await look(site.url));
    expect(outcomeOf(before, 'refuses-wrong-shapes')).toBe('inconclusive');
    const said = saidIn(await look(site.url, { file: { ...probes, ...more } }));
    expect(outcomeOf(said, 'refuses-wrong-shapes')).toBe('pass');
  });

  it('takes a token from the answer into a header', async () => {
    const site = await siteOf({
      login: () => ({ status: 200, body: { data: { 'access/token': 'abc.def' } } }),
      opens: (headers) => headers['x-session'] === 'Token abc.def',
    });
    const { request } = probes.logins.user;
    const user = { request, token: '/data/access~1token', header: 'X-Session: Token {token}' };
    const said = saidIn(await look(site.url, { file: { ...probes, logins: { user } } }));
    expect(outcomeOf(said, 'refuses-wrong-shapes')).toBe('pass');
  });

  it('follows no login to another address', async () => {
    const foreign = await siteOf();
    const site = await siteOf({
      login: () => ({ status: 307, headers: { location: new URL('/session', foreign.url).href } }),
    });
    const said = saidIn(await look(site.url));
    expect(outcomeOf(said, 'refuses-wrong-shapes')).toBe('inconclusive');
    expect(foreign.lines).toEqual([]);
  });
});

it('sends no login while it only reads', async () => {
  const site = await siteOf();
  const said = saidIn(await look(site.url, { mode: 'passive' }));
  expect(outcomeOf(said, 'refuses-wrong-shapes')).toBe('not-assessed');
  expect([site.logins(), site.leaks]).toEqual([0, []]);
});
