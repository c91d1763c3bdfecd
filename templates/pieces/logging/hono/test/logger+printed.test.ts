import { createServer } from 'node:http';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { expect, it, vi } from 'vitest';
import { createLogger, logPrinted, requestContext } from '../src/security/logger.js';

it.each([
  ['production', 0],
  ['development', 1],
])('in %s lets hono/streaming print %i errors of a stream', async (mode, count) => {
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ level: 'info', mode: 'test', secrets: [], output });
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const server = createServer();
  logPrinted(server, logger, mode);
  const app = new Hono().get('/', (c) =>
    stream(c, async () => {
      throw new Error('password=inner');
    }),
  );
  const answer = await requestContext.run({ requestId: 'its id' }, () => app.request('/'));
  await answer.text();
  server.emit('close');
  expect(printed).toHaveBeenCalledTimes(count);
  printed.mockRestore();
  expect(lines).toHaveLength(1 - count);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 'error', requestId: 'its id' });
  expect(lines.join('')).not.toContain('inner');
});
