import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { limitConnections } from '../src/security/http-timeouts.js';

/** Every upload is refused before it has come. Returns both sides of one. */
async function upload(connection: string) {
  const server = createServer((req, res) => {
    res.writeHead(413, { Connection: 'close', 'Content-Length': '7' }).end('refused');
    req.resume();
  });
  limitConnections(server, { KEEP_ALIVE_SECONDS: 75 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  onTestFinished(() => void client.destroy());
  client.write(`PUT / HTTP/1.1\r\nHost: a\r\nConnection: ${connection}\r\nContent-Length: 4000000\r\n\r\n`);
  const [side] = (await once(server, 'connection')) as [Socket];
  await once(server, 'request');
  return { client, side };
}

it.each(['close', 'keep-alive'])(
  'lets a client read its refusal after all that it sends: %s',
  async (word) => {
    const { client, side } = await upload(word);
    for (let sent = 0; sent < 4_000_000; sent += 100_000) {
      client.write(Buffer.alloc(100_000));
      await sleep(5);
    }
    let answer = '';
    for await (const data of client) answer += String(data);
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*refused$/s);
    await expect.poll(() => side.destroyed).toBe(true);
  },
);

it('waits for no more of a refused request than some seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { side } = await upload('close');
  await once(side, 'finish');
  expect(side.destroyed).toBe(false);
  vi.advanceTimersByTime(5_000);
  expect(side.destroyed).toBe(true);
});

it('keeps nobody who sends no more', async () => {
  const { side } = await upload('close');
  await once(side, 'close');
});
