import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../src/app.js';
import { parseConfig } from '../src/config.js';
import { createLogger } from '../src/security/logger.js';
import type { RoutePlugin } from '../src/security/zod.js';
import { operationsToken } from './service.js';

/** The app and its log lines. The app does not listen: requests reach it by `inject`. */
function build() {
  const log: string[] = [];
  const output = { write: (line: string) => void log.push(line) };
  const origin = 'http://localhost';
  const config = parseConfig({
    NODE_ENV: 'test',
    PUBLIC_ORIGIN: origin,
    OPERATIONS_TOKEN: operationsToken,
  });
  const app = buildApp({
    config,
    logger: createLogger({ level: 'info', mode: 'test', secrets: [], output }),
  });
  onTestFinished(() => app.close());
  return { app, log };
}

it.each([
  ['nothing', {}],
  ['no answer', { schema: { summary: 'x' } }],
  ['another kind of schema', { schema: { summary: 'x', response: { 200: { type: 'object' } } } }],
  [
    'a query of no schema',
    { schema: { summary: 'x', querystring: { a: 1 }, response: { 200: z.object({}) } } },
  ],
])('refuses to register a route that declares %s', (_, options) => {
  const { app } = build();
  expect(() => app.get('/bare', options, () => ({}))).toThrow(/needs schemas/);
});

it('refuses to register a parameter or a usual body that no schema describes', () => {
  const { app } = build();
  const schema = { response: { 200: z.object({}) } };
  expect(() => app.get('/bare/:id', { schema }, () => ({}))).toThrow(/needs schemas/);
  expect(() => app.post('/bare', { schema }, () => ({}))).toThrow(/needs schemas/);
});

it('protects plugins too, sends what a schema names, and logs with the id of the request', async () => {
  const { app, log } = build();
  const own: RoutePlugin = async (inner) => {
    const response = { 200: z.object({ name: z.string() }) };
    inner.get('/own', { schema: { summary: 'Own', response } }, async (request) => {
      request.log.info('inside');
      return { name: 'x', password: 'y' };
    });
    inner.get('/odd', { schema: { summary: 'Odd', response } }, async (_request, reply) => {
      return reply.code(202 as 200).send({ name: 'x' });
    });
  };
  app.register(own);
  const answer = await app.inject('/own');
  expect(answer.json()).toEqual({ name: 'x' });
  expect(answer.headers['content-security-policy']).toBeDefined();
  expect(answer.headers.ratelimit).toMatch('"global"');
  expect((await app.inject('/own?unknown=1')).statusCode).toBe(400);
  expect((await app.inject('/odd')).statusCode).toBe(500);
  const inside = log.map((line) => JSON.parse(line) as object);
  const requestId = answer.headers['x-request-id'];
  expect(inside).toContainEqual(expect.objectContaining({ requestId, msg: 'inside' }));
});

it.each(['/%ff', '/notes/%ff', `/notes/${'x'.repeat(200)}`])(
  'counts and logs %s, which the router cannot read',
  async (url) => {
    const { app, log } = build();
    const answer = await app.inject(url);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.headers.ratelimit).toMatch('"global";r=999;');
    await expect.poll(() => log.filter((line) => line.includes('"path"'))).toHaveLength(1);
  },
);
