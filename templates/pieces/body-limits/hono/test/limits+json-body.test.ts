import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import type { ServiceEnv } from '../src/security/hono.js';
import { jsonBody } from '../src/security/json-body.js';

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
