import { expect, it } from 'vitest';
import { memoryCounters, requestLimits } from '../src/security/rate-limit.js';
import { clientKey } from '../src/security/requests.js';
import { startService } from './service.js';

it('counts every request of a client, whoever it says it is', async () => {
  const { send } = await startService({ TRUST_PROXY: 'none', NODE_ENV: 'test' });
  const remaining = async (address: string): Promise<string> => {
    const answer = await send('GET /unknown', { headers: { 'X-Forwarded-For': address } });
    return String(answer.headers.ratelimit);
  };
  expect(await remaining('192.0.2.1')).toMatch('"global";r=999;');
  expect(await remaining('192.0.2.2')).toMatch('"global";r=998;');
});

it('refuses the sixth failed request to a login path, but lets pages ask who is logged in', async () => {
  const { send } = await startService();
  for (let attempt = 1; attempt <= 10; attempt += 1) await send('GET /auth/nobody');
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    expect((await send('POST /auth/nobody', { json: {} })).status).not.toBe(429);
  }
  const refused = await send('POST /auth/nobody', { json: {} });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await send('GET /notes')).status).toBe(200);
});

it('lets a user log out after failed logins, but lets nobody guess by DELETE', async () => {
  const { send } = await startService();
  for (let attempt = 1; attempt <= 6; attempt += 1) await send('POST /session', { json: {} });
  expect((await send('POST /session', { json: {} })).status).toBe(429);
  expect((await send('DELETE /session')).status).not.toBe(429);
  expect((await send('DELETE /session?code=1')).status).toBe(429);
  expect((await send('DELETE /session', { headers: { Authorization: 'Bearer x' } })).status).toBe(429);
  const headers = { 'Content-Length': '10' }; // Node's client adds none for DELETE
  expect((await send('DELETE /session', { headers, json: { code: 1 } })).status).toBe(429);
});

it('refuses the sixth wrong token for the details of health', async () => {
  const { send } = await startService();
  const ask = async (token: string): Promise<number> =>
    (await send('GET /health/details', { headers: { Authorization: `Bearer ${token}` } })).status;
  for (let attempt = 1; attempt <= 5; attempt += 1) expect(await ask('wrong')).toBe(401);
  expect(await ask('wrong')).toBe(429);
});

it.each([
  '/%61uth/nobody',
  '/auth/%6eobody',
  '/auth//nobody',
  '/Auth/Nobody',
  '/auth/nobody/',
  '/auth/nobody?a',
  '/%61%75%74%68',
])('knows the login path %s however it is spelled, and counts it with the others', async (path) => {
  const { send } = await startService();
  for (let attempt = 1; attempt <= 5; attempt += 1) await send('POST /auth/nobody', { json: {} });
  expect((await send(`POST ${path}`, { json: {} })).status).toBe(429);
});

it('counts what is refused before any handler, and what never becomes a request', async () => {
  const { send, raw } = await startService({ TRUST_PROXY: 'none' });
  const headers = { Host: 'evil.test' };
  expect((await send('GET /notes', { headers })).headers.ratelimit).toMatch('"global";r=999;');
  expect((await send('GET /notes')).headers.ratelimit).toMatch('"global";r=998;'); // plaintext
  expect(await raw('GET / HTTP/9\r\n\r\n')).toMatch('RateLimit: "global";r=997;');
  expect(await raw('GET /livez HTTP/1.0\r\n\r\n')).not.toMatch(/ratelimit/i);
  const preflight = { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' };
  expect((await send('OPTIONS /notes', { headers: preflight })).headers.ratelimit).toMatch('r=996;');
});

it('writes a client that is refused again and again into the log in bounded number, with the total', async () => {
  const { send, log } = await startService();
  for (let count = 0; count < 100; count += 1) await send('GET /notes', { headers: { Host: 'evil.test' } });
  await expect.poll(() => log.join('')).toContain('"total":100');
  expect(log.filter((line) => line.includes('misdirected_request'))).toHaveLength(11);
});

it('keeps the figures of each name apart', () => {
  const { by } = requestLimits({});
  const policy = { name: 'exports', points: 5, seconds: 900 };
  expect(by(policy)).toBe(by({ ...policy }));
  expect(() => by({ ...policy, points: 6 })).toThrow(/two limits/);
  for (const name of ['global', 'login']) expect(() => by({ ...policy, name })).toThrow(/two limits/);
});

it('takes an IPv6 /56 for one client', () => {
  expect(clientKey('2001:db8:1:2a00::1')).toBe(clientKey('2001:db8:1:2aff:1:2:3:4'));
  expect(clientKey('2001:db8:1:2b00::1')).not.toBe(clientKey('2001:db8:1:2a00::1'));
  expect(clientKey('[2001:db8:1:2a00::1]:4711')).toBe(clientKey('2001:db8:1:2a00::1'));
  for (const address of ['::ffff:192.0.2.1', '192.0.2.1:4711']) expect(clientKey(address)).toBe('192.0.2.1');
  expect(clientKey('garbage')).toBe(clientKey());
});

it('forgets what has ended, and the oldest when there are too many', () => {
  const { count, forgive } = memoryCounters({ name: 'test', points: 2, seconds: 60 }, 2);
  expect(count('a')).toMatchObject({ outcome: 'allowed', remaining: 1, seconds: 60 });
  forgive('a');
  forgive('a');
  expect([count('a'), count('a'), count('a')].map(({ outcome }) => outcome)).toEqual([
    'allowed',
    'allowed',
    'exceeded',
  ]);
  count('b');
  count('c');
  expect(count('b').remaining).toBe(0);
  expect(count('a').remaining).toBe(1);
});
