import { expect, it } from 'vitest';
import { lastFatal, takenPort, whyNot } from '../../src/verify/subjects/why-not.js';

const boot = (stderr: string, more: object = {}) => ({
  state: 'exited' as const,
  code: () => 1,
  stdout: () => '',
  stderr: () => stderr,
  ...more,
});
const crash = `node:events:497
      throw er; // Unhandled 'error' event
      ^

Error: listen EADDRINUSE: address already in use 127.0.0.1:9464
    at Server.setupListenHandle [as _listen2] (node:net:1937:16)
    at Object.<anonymous> (/srv/app/src/metrics.js:12:4)
    at next (/srv/app/node_modules/x/index.js:1:1)
  code: 'EADDRINUSE',
  port: 9464
}

Node.js v24.1.0`;

it('says nothing of what listens', () => {
  expect(whyNot(boot('', { state: 'listening' }), 'in production')).toBeUndefined();
});

it('names the address that was taken, and the line that asked for it', () => {
  expect(whyNot(boot(crash), 'in production')).toBe(
    'it did not start in production: 127.0.0.1:9464 was taken (src/metrics.js:12)',
  );
  const place = (port: number) => (port === 9464 ? 'src/server.ts:9' : undefined);
  expect(whyNot(boot(crash), 'in production', place)).toContain('was taken (src/server.ts:9)');
});

it.each([
  ['Error: listen EADDRINUSE: address already in use :::3000', 'port 3000', 3000],
  ['listen EADDRINUSE: address already in use 0.0.0.0:80', '0.0.0.0:80', 80],
  ['{"err":{"message":"listen EADDRINUSE: address already in use ::1:8080"}}', '::1:8080', 8080],
])('reads %s', (said, address, port) => {
  expect(takenPort(said)).toEqual({ address, port });
});

it.each([
  [
    'the message, not its stack',
    'Error: boom at start\n    at a (b.js:1:1)\n\nNode.js v20.1.0',
    'Error: boom at start',
  ],
  [
    'the fatal line of a structured log',
    '{"level":30,"msg":"hello"}\n{"level":60,"msg":"no ' +
      'store","err":{"message":"ECONNREFUSED"}}\n{"level":30,"msg":"bye"}',
    'no store: ECONNREFUSED',
  ],
  [
    'the last words of a plain log',
    'starting\nRefusing to start: A_TOKEN is missing\n',
    'Refusing to start: A_TOKEN is missing',
  ],
  ['nothing', '', ''],
])('quotes %s', (_what, said, line) => {
  expect(lastFatal(said)).toBe(line);
});

it('tells a hang from an end', () => {
  expect(
    whyNot(boot('waiting for the store', { state: 'silent', code: () => 'running' }), 'in production'),
  ).toBe('it opened no port in production: waiting for the store; --boot-timeout gives it longer');
  expect(whyNot(boot(''), 'in production')).toBe('it did not start in production (exit 1): it wrote nothing');
});
