import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { cutOffUnread } from '../src/security/http-timeouts.js';

/** Fakes only the timer of the check. Clients send and read in real time. */
async function startUnread(bytes: number) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const server = createServer((_req, res) => res.end(Buffer.alloc(bytes)));
  cutOffUnread(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
    vi.useRealTimers();
  });
  /** Sends a request; returns the client, and the server's side of its connection. */
  const ask = async (): Promise<{ readonly client: Socket; readonly connection: Socket }> => {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    onTestFinished(() => void client.destroy());
    client.pause().write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [connection] = (await once(server, 'connection')) as [Socket];
    await once(server, 'request');
    return { client, connection };
  };
  return { ask, server };
}

it('cuts off a client that reads nothing, not before half a minute', async () => {
  const { ask } = await startUnread(16 * 1024 * 1024);
  const { connection } = await ask();
  vi.advanceTimersByTime(29_000);
  expect(connection.destroyed).toBe(false);
  vi.advanceTimersByTime(240_000);
  expect(connection.destroyed).toBe(true);
});

it('waits seconds only once the server listens no more, and less for less that is unread', async () => {
  const { ask, server } = await startUnread(16 * 1024 * 1024);
  const { connection } = await ask();
  server.closeIdleConnections = () => undefined; // Node's takes it for idle; when draining, ours does not
  server.close();
  vi.advanceTimersByTime(10_000);
  expect(connection.destroyed).toBe(false);
  vi.advanceTimersByTime(3_000);
  expect(connection.destroyed).toBe(true);
});

it('leaves a client alone that has read its answer', async () => {
  const bytes = 1024 * 1024;
  const { ask } = await startUnread(bytes);
  const { client, connection } = await ask();
  vi.advanceTimersByTime(1_000);
  let read = 0;
  client.on('data', (data) => (read += data.length)).resume();
  await expect.poll(() => read).toBeGreaterThan(bytes);
  vi.advanceTimersByTime(600_000);
  expect(connection.destroyed).toBe(false);
});

it('does not wait as long where too much lies unread, and begins with who has waited longest', async () => {
  const { ask } = await startUnread(48 * 1024 * 1024);
  const first = await ask();
  vi.advanceTimersByTime(500);
  const second = await ask();
  vi.advanceTimersByTime(3_000);
  expect([first.connection.destroyed, second.connection.destroyed]).toEqual([true, false]);
});
