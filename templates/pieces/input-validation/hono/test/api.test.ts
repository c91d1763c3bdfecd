import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createApi, type Api } from '../src/security/api.js';
import { handleErrors } from '../src/security/errors.js';
import type { ServiceEnv } from '../src/security/hono.js';
import { createLogger } from '../src/security/logger.js';

const logger = createLogger({
  level: 'fatal',
  mode: 'test',
  secrets: [],
  output: { write: () => undefined },
});
const get = (api: Api, url: string) =>
  new Hono<ServiceEnv>()
    .onError(handleErrors(logger))
    .route('/', api.toApp())
    .request(url, {}, { incoming: { headers: {}, url } });

it('registers nothing without schemas', () => {
  // @ts-expect-error no schemas
  expect(() => createApi().get('/bare', (c: unknown) => c)).toThrow(/needs schemas/);
  // @ts-expect-error no schema of an answer
  expect(() => createApi().get('/bare', { summary: 'Bare' }, (c) => c.text('x'))).toThrow(/needs schemas/);
});

it('lets out what the schema of the answer names, and nothing else', async () => {
  const answers = { summary: 'Read', responses: { 200: z.object({ id: z.string() }) } };
  const row = { id: '1', password: 'inner' };
  const api = createApi()
    .get('/row', answers, (c) => c.var.answer(200, row))
    // @ts-expect-error an answer past its schema
    .get('/past', answers, (c) => c.json(row))
    // @ts-expect-error a status that was not declared
    .get('/status', answers, (c) => c.var.answer(201, row));
  expect(await (await get(api, '/row')).text()).toBe('{"id":"1"}');
  for (const url of ['/past', '/status']) {
    const answer = await get(api, url);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('inner');
  }
});

it('hands the handler what its schemas made', async () => {
  const query = z.strictObject({ size: z.coerce.number().int() });
  const responses = { 200: z.object({ next: z.number() }) };
  const api = createApi().get('/next', { summary: 'Next', query, responses }, (c) =>
    c.var.answer(200, { next: c.req.valid('query').size + 1 }),
  );
  expect(await (await get(api, '/next?size=1')).text()).toBe('{"next":2}');
  for (const url of ['/next?size=1&size=2', '/next?size=x', '/next?size=1&more=1', '/next'])
    expect((await get(api, url)).status).toBe(400);
});
