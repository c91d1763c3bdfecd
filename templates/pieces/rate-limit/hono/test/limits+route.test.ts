import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import type { ServiceEnv } from '../src/security/hono.js';
import { limitRequests, ownLimit } from '../src/security/rate-limit.js';

it('counts a route by its own limit, and the others by the global one', async () => {
  const app = new Hono<ServiceEnv>().use(limitRequests({}));
  app.get('/exports', ownLimit({ name: 'exports', points: 2, seconds: 60 }), (c) => c.text('made'));
  app.get('/notes', (c) => c.text('read'));
  app.get('/notes/latest', (c) => c.text('read'));
  app.get('/notes/:id', ownLimit({ name: 'note', points: 3, seconds: 60 }), (c) => c.text('read'));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`http://127.0.0.1:${String(port)}${path}`);
    return [status, headers.get('ratelimit-policy')];
  };
  const own = '"exports";q=2;w=60';
  expect([await ask('/exports'), await ask('/exports'), await ask('/exports')]).toEqual([
    [200, own],
    [200, own],
    [429, own],
  ]);
  for (const path of ['/notes', '/notes/latest'])
    expect(await ask(path)).toEqual([200, '"global";q=1000;w=900']);
  expect(await ask('/notes/1')).toEqual([200, '"note";q=3;w=60']);
});
