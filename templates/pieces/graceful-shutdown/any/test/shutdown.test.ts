import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { beforeExit, drainOnSignal, whenDraining } from '../src/security/process.js';
import { testContext } from './service.js';

/** A server that drains at SIGTERM, but does not end the process of the tests. */
async function startDraining(answer: RequestListener = () => undefined) {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  onTestFinished(() => {
    exit.mockRestore();
  });
  const { ctx, log } = testContext({});
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drained = drainOnSignal(server, { SHUTDOWN_SECONDS: 300 }, ctx.logger);
  const { port } = server.address() as AddressInfo;
  return { server, port, log, exit, drained };
}

it('lets a client read the rest of an answer that was made before the signal', async () => {
  const bytes = 16 * 1024 * 1024;
  const { server, port, drained } = await startDraining((_req, res) => res.end(Buffer.alloc(bytes)));
  const client = connect(port, '127.0.0.1').pause();
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(server, 'request');
  process.emit('SIGTERM');
  await sleep(800);
  let read = 0;
  client.on('data', (data) => (read += data.length)).resume();
  await drained();
  expect(read).toBeGreaterThan(bytes);
});

it('ends in order although a task of the shutdown fails', async () => {
  const { server, log, exit, drained } = await startDraining();
  const last = vi.fn();
  whenDraining(() => {
    throw new TypeError('no such socket');
  });
  whenDraining(() => Promise.reject(new TypeError('no such bus')));
  whenDraining(last);
  process.emit('SIGTERM');
  await drained();
  expect(last).toHaveBeenCalledOnce();
  expect(server.listening).toBe(false);
  await expect.poll(() => exit.mock.calls).toEqual([[]]);
  const failed = log.filter((line) => line.includes('a task of the shutdown failed'));
  expect(failed.map((line) => /no such \w+/.exec(line)?.[0])).toEqual(['no such socket', 'no such bus']);
});

it('runs the last tasks also if a request does not end in time', async () => {
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  onTestFinished(() => {
    exit.mockRestore();
    process.exitCode = undefined;
  });
  const { ctx, log } = testContext();
  const server = createServer(); // never answers
  drainOnSignal(server, { SHUTDOWN_SECONDS: 1 }, ctx.logger);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: api.service.test\r\n\r\n');
  await once(server, 'request');
  const lastTask = vi.fn(() => Promise.resolve());
  beforeExit(lastTask);
  process.emit('SIGTERM');
  await expect.poll(() => exit.mock.calls.length, { timeout: 4000 }).toBeGreaterThan(0);
  expect(lastTask).toHaveBeenCalledOnce();
  expect(process.exitCode).toBe(1);
  expect(log.join('')).toMatch('requests were cut off');
});
