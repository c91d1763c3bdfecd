import { hc } from 'hono/client';
import { expect, it } from 'vitest';
import { buildApp, type AppType } from '../src/app.js';
import { refuseUndeclared, undeclaredRoutes } from '../src/security/declared-only.js';
import { testContext } from './service.js';

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
