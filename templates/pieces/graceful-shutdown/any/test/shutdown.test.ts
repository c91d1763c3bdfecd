import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { beforeExit, drainOnSignal } from '../src/security/process.js';
import { testContext } from './service.js';

it('runs the last tasks also if a request does not end in time', async () => {
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  onTestFinished(() => {
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
