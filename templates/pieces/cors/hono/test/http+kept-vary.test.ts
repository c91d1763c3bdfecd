import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import { cors } from '../src/security/cors.js';
import type { ServiceEnv } from '../src/security/hono.js';

it('keeps Origin in the Vary of a handler', async () => {
  const app = new Hono<ServiceEnv>().use(cors({ ALLOWED_ORIGINS: [] }));
  app.get('/', (c) => c.text('x', 200, { Vary: 'Accept' }));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  await once(server, 'listening');
  const { headers } = await fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  expect(headers.get('vary')).toBe('Accept, Origin');
});
