import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import type { ServiceEnv } from '../src/security/hono.js';
import { makeReadable, refuseUnreadable } from '../src/security/http-strict.js';

async function askBare(target: string, host: string): Promise<string> {
  const app = new Hono<ServiceEnv>().use(async (c, next) => {
    c.header('X-Seen', 'by middleware');
    await next();
  });
  app.use(refuseUnreadable).all('*', (c) => c.text('served'));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  makeReadable(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(`OPTIONS ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk);
  return answer;
}

it.each([
  ['*', 'api.service.test', 400],
  ['/notes\\..', 'api.service.test', 400],
  ['http://', 'api.service.test', 400],
  ['/notes', 'user@api.service.test', 421],
  ['/notes', 'api.service.test:99999', 421],
  ['/notes', '127.1:80', 421],
  ['/notes', 'a b', 421],
  ['/notes', '', 421],
  ['/notes', '/', 421],
])('refuses %s for "%s" after other middleware', async (target, host, status) => {
  const answer = await askBare(target, host);
  expect(answer).toMatch(`HTTP/1.1 ${String(status)} `);
  expect(answer).toMatch(/x-seen: by middleware/i);
  expect(answer).toMatch(`"status":${String(status)}`);
});

it.each([
  ['/notes?a=\\', 'api.service.test'],
  ['/%ff//..', 'API.service.test:80'],
  ['/', '[::1]:3000'],
  ['http://api.service.test/notes', 'api.service.test'],
  ['/livez', ''],
])('leaves %s for "%s" to the app', async (target, host) => {
  expect(await askBare(target, host)).toMatch('served');
});
