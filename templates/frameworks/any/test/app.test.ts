import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseConfig } from '../src/config.js';
import { addReadinessCheck } from '../src/health/readiness.js';
import { operationsToken, startService } from './service.js';

it('writes, reads, replaces, lists and deletes a note, its text untouched', async () => {
  const { send } = await startService();
  const text = '<script>alert(1)</script> onload=1 \u{1F512}';
  const created = await send('POST /notes', { json: { title: 'One', text } });
  expect(created.status).toBe(201);
  const { location = '' } = created.headers;
  expect(JSON.parse((await send(`GET ${location}`)).body)).toMatchObject({ title: 'One', text });
  const inUpperCase = location.replace(/[^/]+$/, (id) => id.toUpperCase());
  expect((await send(`GET ${inUpperCase}`)).status).toBe(200);
  const replaced = await send(`PUT ${location}`, { json: { title: 'Two' } });
  expect(JSON.parse(replaced.body)).toMatchObject({ title: 'Two', text: '' });
  const page = JSON.parse((await send('GET /notes?limit=5')).body) as { notes: unknown[] };
  expect(page.notes).toHaveLength(1);
  expect((await send(`DELETE ${location}`)).status).toBe(204);
  expect((await send(`GET ${location}`)).status).toBe(404);
});

it('lists page by page, and goes on after a note that is gone', async () => {
  const { send } = await startService();
  for (const title of ['a', 'b', 'c', 'd', 'e']) await send('POST /notes', { json: { title } });
  const page = async (query: string) =>
    (
      JSON.parse((await send(`GET /notes?limit=2${query}`)).body) as {
        notes: { id: string; title: string }[];
      }
    ).notes;
  const last = (await page('')).at(-1);
  await send(`DELETE /notes/${last?.id ?? ''}`);
  expect((await page(`&after=${last?.id ?? ''}`)).map(({ title }) => title)).toEqual(['c', 'd']);
});

it.each([
  ['an unknown key', 400, { title: 'x', role: 'admin' }],
  ['a wrong type', 400, { title: { $ne: 1 } }],
  ['NUL', 400, { title: 'a\0b' }],
  ['half a surrogate pair', 400, { title: 'a\ud800b' }],
  ['depth', 400, { title: 'x', text: Array.from({ length: 40 }).reduce((inner) => [inner], 1) }],
  ['too much', 413, { title: 'x', text: 'y'.repeat(100 * 1024) }],
])('refuses %s', async (_, status, json) => {
  const { send } = await startService();
  const answer = await send('POST /notes', { json });
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch('application/problem+json');
});

it('refuses prototype keys, malformed JSON, repeated keys and unknown methods', async () => {
  const { send } = await startService();
  const json = { 'Content-Type': 'application/json' };
  expect((await send('POST /notes', { headers: json, text: '{"__proto__":{"a":1}}' })).status).toBe(400);
  expect((await send('POST /notes', { headers: json, text: '{' })).status).toBe(400);
  expect((await send('POST /notes', { headers: json, text: '{"title":"a","title":"b"}' })).status).toBe(400);
  expect((await send('GET /notes?limit=1&limit=2')).status).toBe(400);
  const refused = await send('PATCH /notes');
  expect(refused.status).toBe(405);
  expect(refused.headers.allow?.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
});

it('says that it is alive, and more to operators only', async () => {
  const { send } = await startService();
  expect((await send('GET /livez')).body).toBe('{"status":"ok"}');
  expect((await send('GET /readyz')).body).toBe('{"status":"ok"}');
  expect((await send('GET /health/details')).status).toBe(401);
  const headers = { Authorization: `Bearer ${operationsToken}` };
  const details = await send('GET /health/details', { headers });
  expect(details.status).toBe(200);
  expect(JSON.parse(details.body)).toMatchObject({ ready: true, node: process.version });
});

it('asks what it works with about once a second, however many ask whether it is ready', async () => {
  const { send } = await startService();
  let asked = 0;
  addReadinessCheck('counted', () => (asked += 1) > 0);
  const answers = await Promise.all(Array.from({ length: 40 }, () => send('GET /readyz')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(5);
});

it('logs one JSON line a request, without what must not be in it', async () => {
  const { send, log } = await startService();
  const secret = randomBytes(16).toString('hex');
  await send(`GET /reset/${secret}?token=${secret}`, { headers: { Authorization: `Bearer ${secret}` } });
  await send(`GET /${operationsToken}`);
  await expect.poll(() => log.filter((line) => line.includes('"status":404'))).toHaveLength(2);
  expect(log.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({ method: 'GET', path: '/reset/:masked', status: 404 }),
  );
  expect(log.join('')).not.toContain(secret);
  expect(log.join('')).not.toContain(operationsToken);
});

it.each([undefined, 'changeme', 'tiny', 'a'.repeat(64), 'abcdefghijklmnopqrstuvwxyz0123456789'])(
  'does not start with the secret %s, and does not repeat it',
  (value) => {
    const env = { PUBLIC_ORIGIN: 'https://api.service.test', OPERATIONS_TOKEN: value };
    expect(() => parseConfig(env)).toThrow(/OPERATIONS_TOKEN/);
    if (value) expect(() => parseConfig(env)).not.toThrow(value);
  },
);

it('describes itself outside production only', async () => {
  const { send } = await startService({ NODE_ENV: 'test' });
  const { paths } = JSON.parse((await send('GET /openapi.json')).body) as { paths: object };
  expect(Object.keys(paths)).toContain('/notes/{id}');
  expect((await (await startService()).send('GET /openapi.json')).status).toBe(404);
});
