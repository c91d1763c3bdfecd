import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import type { ServiceEnv } from '../src/security/hono.js';
import { jsonBody } from '../src/security/json-body.js';

it('ends a request whose client leaves in the middle of its body', async () => {
  const seen = { started: 0, ended: 0 };
  const app = new Hono<ServiceEnv>().use(async (_c, next) => {
    seen.started += 1;
    try {
      await next();
    } finally {
      seen.ended += 1;
    }
  });
  app.use(jsonBody).post('/', (c) => c.text(''));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const head = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 1000'];
  client.write(`POST / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n{"a`);
  await expect.poll(() => seen.started).toBe(1);
  client.destroy();
  await expect.poll(() => seen.ended).toBe(1);
});

it('leaves what it read for the methods of c.req', async () => {
  const app = new Hono<ServiceEnv>().use(jsonBody);
  app.post('/', async (c) => c.json([await c.req.json(), await c.req.text()]));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const headers = { 'Content-Type': 'application/json' };
  const url = `http://127.0.0.1:${String(port)}/`;
  const answer = await fetch(url, { method: 'POST', headers, body: '{"a":1}' });
  expect(await answer.json()).toEqual([{ a: 1 }, '{"a":1}']);
});
