import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/verify/live.js';
import { probes } from '../../src/verify/probes/index.js';
import { verify } from '../../src/verify/verify.js';

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.closeAllConnections() ?? server.close()));

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const ask = (url: URL, only: readonly string[], reach: 'reads' | 'writes' = 'reads') =>
  verify({
    repo: undefined,
    boot: 'static',
    url,
    reach,
    environment: 'staging',
    only,
    routes: [],
    earlier: [],
    now: () => new Date(),
    tell: () => undefined,
  });

const outcomes = async (url: URL, only: readonly string[], reach: 'reads' | 'writes' = 'reads') =>
  Object.fromEntries(
    (await ask(url, only, reach)).verdicts.map(({ control, outcome }) => [control.id, outcome]),
  );

const passive = [
  'security-headers',
  'cors-allowlist',
  'error-no-leak',
  'exposed-paths',
  'http-parser-strict',
  'methods-allowlist',
];

describe('a service at an address', () => {
  it('fails where it is careless', async () => {
    const url = await serve((req, res) => {
      res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*');
      res.setHeader('X-Powered-By', 'Express');
      if (req.url === '/.env') res.end('DB_PASSWORD=x\n');
      else if (req.url === '/') res.end('{}');
      else res.writeHead(500, { 'content-type': 'text/html' }).end('Error: x\n    at f (/srv/app/x.js:1:2)');
    });
    expect(await outcomes(url, passive, 'writes')).toEqual(
      Object.fromEntries(passive.map((id) => [id, 'fail'])),
    );
    // What is only read shows the faults that can be read, and says of the rest that it was not asked.
    expect(await outcomes(url, passive)).toEqual({
      ...Object.fromEntries(passive.map((id) => [id, 'fail'])),
      'http-parser-strict': 'not-assessed',
      'methods-allowlist': 'not-assessed',
    });
  });

  it('proves nothing when it answers 404 to everything', async () => {
    const url = await serve(
      (_req, res) => void res.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
    );
    expect(await outcomes(url, passive)).toEqual(
      Object.fromEntries(passive.map((id) => [id, 'inconclusive'])),
    );
  });

  it('is not reached: nothing is said about it', async () => {
    const url = await serve((_req, res) => void res.end());
    servers.at(-1)?.close();
    const found = await outcomes(url, passive);
    expect(Object.values(found)).not.toContain('pass');
    expect(Object.values(found)).not.toContain('fail');
  });

  it('never meets a probe that floods or stops it', () => {
    const live = probes.filter(({ needs }) => needs === 'server');
    expect(live.filter(({ safety }) => safety === 'disruptive')).toEqual([]);
  });
});

it.each([
  ['http://localhost:1', true],
  ['http://127.0.0.1:3000', true],
  ['http://[::1]:3000', true],
  ['http://127.0.0.1.evil.example', false],
  ['https://api.acme.org', false],
])('isLoopback(%s) is %s', (text, answer) => expect(isLoopback(new URL(text))).toBe(answer));
