import { once } from 'node:events';
import { createServer, type OutgoingHttpHeader, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { keepVary } from '../src/security/cors.js';

it.each<[string, string, (res: ServerResponse) => unknown]>([
  ['sets none', 'Origin', (res) => res.end()],
  ['removes it', 'Origin', (res) => (res.removeHeader('Vary'), res.end())],
  ['sets it', 'Accept-Language, Origin', (res) => res.setHeader('vary', 'Accept-Language').end()],
  ['sets several', 'A, B, Origin', (res) => res.setHeader('Vary', ['A', 'B']).end()],
  ['sets it with Origin', 'A, origin', (res) => res.setHeader('Vary', 'A, origin').end()],
  ['sets it with a longer name', 'X-Origin, Origin', (res) => res.setHeader('Vary', 'X-Origin').end()],
  ['sets a star', '*', (res) => res.setHeader('Vary', '*').end()],
  ['writes it', 'A, Origin', (res) => res.writeHead(200, { vary: 'A' }).end()],
  ['writes it with a reason', 'A, Origin', (res) => res.writeHead(200, 'Fine', { Vary: 'A' }).end()],
  ['writes a list', 'A, Origin', (res) => res.writeHead(200, ['Vary', 'A'] as OutgoingHttpHeader[]).end()],
  [
    'writes ours',
    'Origin',
    (res) => (res.removeHeader('Vary'), res.writeHead(200, { vary: 'Origin' }).end()),
  ],
  ['writes others', 'Origin', (res) => res.writeHead(200, { 'X-A': 'a' }).end()],
  [
    'writes a list of others',
    'Origin',
    (res) => res.writeHead(200, ['X-A', 'a'] as OutgoingHttpHeader[]).end(),
  ],
])('a handler that %s answers with Vary: %s', async (_way, vary, answer) => {
  const server = createServer((_req, res) => {
    res.setHeader('Vary', 'Origin');
    keepVary(res);
    answer(res);
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { headers } = await fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  expect(headers.get('vary')).toBe(vary);
});
