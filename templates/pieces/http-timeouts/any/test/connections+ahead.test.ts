import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startService } from './service.js';
import { takeInTurn } from '../src/security/http-timeouts.js';

const closing = 'the connection closes';
const large = 'x'.repeat(8 * 1024 * 1024); // more than the system buffers for one client

async function startAhead(answer: (url: string) => string | undefined) {
  const begun: string[] = [];
  const server: Server = createServer(({ url = '' }, res) => {
    begun.push(url);
    const text = answer(url);
    if (text === undefined) return; // the test answers later, or never
    if (text === closing) res.setHeader('Connection', 'close');
    res.end(text);
  });
  takeInTurn(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.close().closeAllConnections());
  const send = (count: number): Socket => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    const lines = Array.from(
      { length: count },
      (_, index) => `GET /${String(index)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    );
    socket.write(lines.join(''));
    onTestFinished(() => void socket.destroy());
    return socket;
  };
  return { begun, send };
}

async function readUntil(socket: Socket, isEnough: (text: string) => boolean): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (isEnough(text)) break;
  }
  return text;
}

it('answers what was sent ahead in its order', async () => {
  const { send } = await startAhead((url) => `<${url}>`);
  const text = await readUntil(send(50), (so) => so.includes('</49>'));
  const order = text.match(/<\/\d+>/g);
  expect(order).toEqual(Array.from({ length: 50 }, (_, index) => `</${String(index)}>`));
});

it('begins nothing more for a client that does not read', async () => {
  const { begun, send } = await startAhead(() => large);
  send(600).pause();
  await sleep(300);
  expect(begun).toEqual(['/0']);
});

it('says that it closes to a client that is too far ahead', async () => {
  const { begun, send } = await startAhead((url) => `<${url}>`);
  const text = await readUntil(send(600), () => false);
  expect(begun.length).toBeLessThan(150);
  expect(text).toMatch(new RegExp(`Connection: close\r\n(?:[^<]*)<${begun.at(-1) ?? ''}>$`));
});

it('carries out nothing that came behind an answer that closes', async () => {
  const { begun, send } = await startAhead((url) => (url === '/1' ? closing : 'x'));
  const text = await readUntil(send(4), () => false);
  expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  await sleep(50);
  expect(begun).toEqual(['/0', '/1']);
});

it('makes room by cutting off who has sent most ahead, and nobody else', async () => {
  const { begun, send } = await startAhead((url) => (url === '/0' ? undefined : 'x'));
  const greedy = Array.from({ length: 60 }, () => send(90)); // together more than the 4000 that may wait
  await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(60);
  const modest = send(3);
  await expect.poll(() => begun.length).toBe(61);
  send(90);
  await expect.poll(() => begun.length).toBe(62);
  await sleep(100);
  expect(modest.destroyed || modest.closed).toBe(false);
  expect(greedy.some(({ closed }) => closed)).toBe(true);
});

it('answers in their order, in the service too, what was sent ahead, and closes where it is too much', async () => {
  const { raw } = await startService();
  const text = await raw('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(400)); // until the service closes
  const answers = text.split(/^(?=HTTP\/1\.1 200 )/m);
  expect(answers.length).toBeLessThan(200);
  expect(answers.map((answer) => /^connection: close/im.test(answer)).indexOf(true)).toBe(answers.length - 1);
});
