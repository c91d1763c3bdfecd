import { once } from 'node:events';
import { createServer, request, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { guardUpgrades, openUpgrades } from '../src/security/upgrades.js';
import { testContext } from './service.js';

const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket' };
const asProxy = { Host: 'api.service.test', 'X-Forwarded-Proto': 'https' };

openUpgrades('/ws', (_req, socket) => {
  socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
});

/** A server that checks only upgrades. Its own `upgrade` listener accepts every path. */
async function start() {
  const { ctx, log } = testContext();
  const server = createServer((_req, res) => res.writeHead(404).end());
  server.on('upgrade', (_req, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  guardUpgrades(server, ctx.config, ctx.logger);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.close().closeAllConnections());
  const ask = (path: string, headers: OutgoingHttpHeaders): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const asked = request({ port, path, agent: false, headers: { ...asProxy, ...upgrade, ...headers } });
      asked.on('upgrade', (res, socket) => {
        socket.destroy();
        resolve(res.statusCode ?? 0);
      });
      asked.on('response', (res) => resolve(res.resume().statusCode ?? 0));
      asked.on('error', reject).end();
    });
  return { ask, log };
}

it.each([
  ['a program', 101, '/ws', {}],
  ['a page that is allowed', 101, '/ws?room=1', { Origin: 'https://app.service.test' }],
  ['a page of its own', 101, '/ws', { Origin: 'https://api.service.test' }],
  ['a foreign page', 403, '/ws', { Origin: 'https://evil.test' }],
  ['a page without an origin', 403, '/ws', { Origin: 'null' }],
  ['a foreign host', 421, '/ws', { Host: 'evil.test' }],
  ['plaintext', 403, '/ws', { 'X-Forwarded-Proto': 'http' }],
  ['a path that nobody named', 404, '/other', {}],
])('answers %s with %i, and says so in the log', async (_, status, path, headers) => {
  const { ask, log } = await start();
  expect(await ask(path, headers)).toBe(status);
  if (path === '/ws') await expect.poll(() => log.join('')).toContain(`"status":${String(status)}`);
});

it('counts upgrades as requests', async () => {
  const { ask } = await start();
  const statuses = new Set<number>();
  const askOften = async (): Promise<void> => {
    for (let count = 0; count < 100; count += 1)
      statuses.add(await ask('/ws', { Origin: 'https://evil.test' }));
  };
  await Promise.all(Array.from({ length: 10 }, askOften));
  expect(statuses).toEqual(new Set([403]));
  expect(await ask('/ws', {})).toBe(429);
}, 20_000); // opens a thousand connections
