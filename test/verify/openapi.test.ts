import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { connectTo } from '../../src/verify/subjects/connect-to.js';
import type { Mode } from '../../src/verify/subjects/modes.js';
import { noOthers } from '../../src/verify/subjects/no-others.js';
import { openApiOf } from '../../src/verify/subjects/openapi.js';
import { openTransport } from '../../src/verify/subjects/transport.js';
import type { Server } from '../../src/verify/subjects/server.js';

const operation = { summary: 'x'.repeat(1_000), responses: {} };
const paths = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`/${n}`, { get: operation }]));
const document = { openapi: '3.1.0', info: { title: 'Large', version: '1' }, paths };

async function serve(mode: Mode): Promise<{ server: Server; asked: string[] }> {
  const asked: string[] = [];
  const http = createServer((req, res) => {
    asked.push(req.url ?? '');
    res.writeHead(req.url === '/openapi.json' ? 200 : 404).end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close());
  const server = connectTo({
    endpoint: {
      host: '127.0.0.1',
      port: (http.address() as AddressInfo).port,
      transport: 'plain',
      name: '127.0.0.1',
    },
    kind: 'live',
    stance: 'direct',
    transport: openTransport(mode),
    others: noOthers,
    findRoutes: () => Promise.reject(new Error('not asked for')),
  });
  return { server, asked };
}

it.each<Mode>(['own-boot', 'passive'])('reads a document of megabytes whole: %s', async (mode) => {
  const { server } = await serve(mode);
  expect(await openApiOf(server)).toEqual(document);
});

it('keeps the beginning of other pages, and asks a stranger once', async () => {
  const { server, asked } = await serve('passive');
  await openApiOf(server);
  const { status, body } = await server.page('/openapi.json', server.client());
  expect([status, body.length, asked]).toEqual([200, 64 * 1024, ['/openapi.json']]);
});
