import { hc } from 'hono/client';
import { expect, it } from 'vitest';
import { buildApp, type AppType } from '../src/app.js';
import { refuseUndeclared, undeclaredRoutes } from '../src/security/declared-only.js';
import type { Context } from '../src/security/index.js';
import { boot, startService, testContext } from './service.js';

const build = () => buildApp(testContext({ NODE_ENV: 'test' }).ctx);

it('declares every route', () => {
  expect(undeclaredRoutes(build())).toEqual([]);
});

it('does not start with a route that is not declared, and lets no answer of it out', async () => {
  const app = build();
  app.get('/bare', (c) => c.text('inner'));
  expect(undeclaredRoutes(app)).toEqual(['GET /bare']);
  expect(() => refuseUndeclared(app)).toThrow('GET /bare');
  const answer = await app.request('/bare');
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('inner');
});

it('takes app.request() beside a service in the same process, and none past the server of its own', async () => {
  const own: { app?: ReturnType<typeof buildApp> } = {};
  await startService({}, (ctx: Context) => {
    own.app = buildApp(ctx);
    return boot(ctx);
  });
  expect((await build().request('/livez')).status).toBe(200);
  expect((await own.app?.request('/livez'))?.status).toBe(500);
});

it('types its client', async () => {
  const app = build();
  const client = hc<AppType>('http://localhost', { fetch: app.request });
  const created = await client.notes.$post({ json: { title: 'One' } });
  const { id, title }: { id: string; title: string } = await created.json();
  expect(title).toBe('One');
  expect((await client.notes[':id'].$get({ param: { id } })).status).toBe(200);
  // @ts-expect-error a title is a text
  expect((await client.notes.$post({ json: { title: 1 } })).status).toBe(400);
});
