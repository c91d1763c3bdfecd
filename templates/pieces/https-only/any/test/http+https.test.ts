import { expect, it } from 'vitest';
import { startService } from './service.js';

it('neither processes nor redirects what came in clear', async () => {
  const { send } = await startService();
  const headers = { 'X-Forwarded-Proto': 'http' };
  const refused = await send('POST /notes', { headers, json: { title: 'x' } });
  expect(refused.status).toBe(403);
  expect(refused.headers.location).toBeUndefined();
  expect((await send('GET /notes')).body).toBe('{"notes":[]}');
  expect((await send('GET /livez', { headers })).status).toBe(200);
});

it('believes only the trusted proxy that a request came over HTTPS', async () => {
  const { send } = await startService({ TRUST_PROXY: 'none' });
  expect((await send('GET /notes')).status).toBe(403);
});
