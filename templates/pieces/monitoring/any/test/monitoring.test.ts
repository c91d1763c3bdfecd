import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
// Loaded here, since on a busy machine this would take most of the time that the last tasks get.
import '@sentry/core';
import '@sentry/core/server';
import { expect, it, onTestFinished } from 'vitest';
import { createLogger, requestContext } from '../src/security/logger.js';
import { startMonitoring } from '../src/security/monitoring.js';
import { runLastTasks } from '../src/security/process.js';

const secret = randomBytes(24).toString('hex');
const logger = createLogger({ level: 'info', mode: 'test', secrets: [], output: { write: () => undefined } });

/** Starts a collector on this machine; returns what was sent to it. */
async function collector() {
  const events: string[] = [];
  const server = createServer((req, res) => {
    void text(req).then((event) => {
      events.push(event);
      res.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.close().closeAllConnections());
  return { events, dsn: `http://key@127.0.0.1:${String((server.address() as AddressInfo).port)}/1` };
}

it('reports each error that is logged once, with its request and without secrets', async () => {
  const { events, dsn } = await collector();
  startMonitoring({ NODE_ENV: 'production', SENTRY_DSN: dsn, SENTRY_RELEASE: 'r1' }, [secret]);
  const failure = new Error(`no answer for ${secret}`, { cause: new Error('password=hunter2hunter2') });
  requestContext.run({ requestId: 'of this request' }, () => {
    logger.error({ err: failure }, 'failed');
  });
  logger.warn({ err: new Error('a warning') });
  logger.error('without an error');
  await runLastTasks();
  expect(events).toHaveLength(1);
  const [, , event = ''] = (events[0] ?? '').split('\n');
  expect(JSON.parse(event)).toMatchObject({
    environment: 'production',
    release: 'r1',
    tags: { requestId: 'of this request' },
    exception: {
      values: expect.arrayContaining([
        expect.objectContaining({ value: 'no answer for [redacted]' }),
        expect.objectContaining({ value: 'password=[redacted]' }),
      ]) as unknown,
    },
  });
});
