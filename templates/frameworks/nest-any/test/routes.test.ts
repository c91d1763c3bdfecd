import type { IncomingMessage, ServerResponse } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { expect, it, onTestFinished } from 'vitest';
import { routesOf } from '../src/adapter.js';
import { unchecked } from '../src/security/checks.js';
import { boot, testContext } from './service.js';

async function start(prepare?: (app: INestApplication) => void) {
  const { ctx, log } = testContext({ NODE_ENV: 'test', TRUST_PROXY: 'none' });
  const { app, port, close } = await boot(ctx, prepare);
  onTestFinished(close);
  const ask = (path: string) => fetch(`http://127.0.0.1:${String(port)}${path}`);
  const { paths } = (await (await ask('/openapi.json')).json()) as { paths: Record<string, object> };
  const declared = new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    ),
  );
  const undeclared = routesOf(app.getHttpAdapter())
    .filter(({ method }) => method !== 'HEAD') // Fastify adds one to each GET
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !declared.has(route) && route !== 'GET /openapi.json');
  return { ask, undeclared, log };
}

it('declares every route of the router', async () => {
  expect((await start()).undeclared).toEqual([]);
});

it('finds a route past @Answers, and lets no answer of it out', async () => {
  const { ask, undeclared, log } = await start((app) => {
    const adapter = app.getHttpAdapter();
    adapter.get('/undeclared', (_request: unknown, response: unknown) => {
      adapter.setHeader(response, 'Set-Cookie', 'secret=1');
      adapter.reply(response, { secret: 'a hash' }, 200);
    });
  });
  expect(undeclared).toEqual(['GET /undeclared']);
  const answer = await ask('/undeclared');
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ code: 'internal_error' });
  for (const [name, value] of (await ask('/nothing')).headers)
    if (!/^(?:date|keep-alive|ratelimit|x-request-id)$/.test(name) && !/^con/.test(name))
      expect([name, answer.headers.get(name)]).toEqual([name, value]);
  expect(answer.headers.get('ratelimit')).toMatch('"global"');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(log.join('')).toContain('past its schema');
});

it('lets a middleware answer what no schema names, if it is said to be unchecked', async () => {
  const { ask } = await start((app) => {
    const page = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void => {
      if (req.url === '/page') res.end('a page');
      else next();
    };
    app.use(unchecked(page));
  });
  expect(await (await ask('/page')).text()).toBe('a page');
  expect((await ask('/notes')).status).toBe(200);
});
