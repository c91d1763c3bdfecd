import { expect, it } from 'vitest';
import { apiHeaders } from '../src/security/headers.js';
import { startService } from './service.js';

const https = 'X-Forwarded-Proto: https\r\nConnection: close';
const ours = `Host: api.service.test\r\n${https}`;

function expectHeaders(answer: string): void {
  for (const header of apiHeaders)
    expect(answer.toLowerCase()).toContain(`\r\n${header.join(': ').toLowerCase()}\r\n`);
}

it.each(['evil.test', 'api.service.test.evil.test', 'api.service.test:1', 'localhost'])(
  'refuses the host %s',
  async (Host) => {
    const { send } = await startService();
    expect((await send('GET /notes', { headers: { Host } })).status).toBe(421);
  },
);

const signs = ['', '/', '//', '@', ':', '[', '[::', '?', '#', '%', '%zz', '\\', ' ', 'a b', 'a\tb', '\xff'];
const names = ['user@api.service.test', 'api.service.test:99999', '127.1', '0x7f.1'];
it.each([...signs, ...names])(
  'refuses the host "%s" with all headers, lives on, and answers health checks under it',
  async (host) => {
    const { raw, send } = await startService();
    const answer = await raw(`GET /notes HTTP/1.1\r\nHost:${host}\r\n${https}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expectHeaders(answer);
    expect(await raw(`GET /livez HTTP/1.1\r\nHost:${host}\r\n${https}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    expect((await send('GET /notes')).status).toBe(200);
  },
);

const paths = ['*', 'notes', '//..', '/notes/../notes', '/notes/%2e%2e/notes', '/notes\\x'];
const encodings = ['/%ff', '/%', '/%00', '/a#b'];
const addresses = ['http://', 'http://[/', 'https://api.service.test/notes', 'api.service.test:443'];
it.each([...paths, ...encodings, ...addresses])(
  'refuses the target %s, which two routers could read in two ways',
  async (target) => {
    const { raw } = await startService();
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await raw(`${method} ${target} HTTP/1.1\r\n${ours}\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expectHeaders(answer);
    }
  },
);

it.each(['Content-Length: 2\r\n\r\n{}', 'Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n', '\r\n'])(
  'refuses a thousand headers, which could hide %j',
  async (hidden) => {
    const { raw } = await startService();
    const answer = await raw(`GET /notes HTTP/1.1\r\n${ours}\r\n${'a:\r\n'.repeat(1000)}${hidden}`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expectHeaders(answer);
  },
);

it.each(['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked\r\nConnection: keep-alive'])(
  'refuses in HTTP/1.0 a body with %j, and hangs up',
  async (lines) => {
    const { raw } = await startService();
    const head = 'Host: api.service.test\r\nX-Forwarded-Proto: https\r\nContent-Type: application/json';
    const body = '2\r\n{}\r\n0\r\n\r\n';
    const answer = await raw(`POST /notes HTTP/1.0\r\n${head}\r\n${lines}\r\n\r\n${body}${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
    expectHeaders(answer);
  },
);

it('reads letters that were escaped without need', async () => {
  const { send } = await startService();
  expect((await send('GET /%6eotes')).status).toBe(200);
});

it('refuses TRACE and CONNECT, and answers health checks whatever Host they name', async () => {
  const { send, raw } = await startService();
  expect((await send('TRACE /notes')).status).toBe(405);
  expect(await raw(`CONNECT evil.test:443 HTTP/1.1\r\n${ours}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 405 /);
  for (const Host of ['10.1.2.3:3000', '[fd00::7]:3000', 'app:3000', 'svc.ns.svc.cluster.local'])
    expect((await send('GET /livez?verbose', { headers: { Host } })).status).toBe(200);
  expect(await raw('GET /livez HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  expect(await raw(`GET /livez HTTP/1.1\r\n${https}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(`GET /notes HTTP/1.0\r\n${https}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
});

it('tells the log, and not the client, which rule refused which Host', async () => {
  const { send, log } = await startService();
  const answer = await send('GET /notes', { headers: { Host: 'backend-upstream:3000' } });
  expect(answer.body).not.toContain('upstream');
  await expect.poll(() => log.join('')).toContain('"host":"backend-upstream:3000"');
  expect(log.join('')).toContain('PUBLIC_ORIGIN');
});
