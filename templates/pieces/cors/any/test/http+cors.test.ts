import { expect, it } from 'vitest';
import { startService } from './service.js';

const preflight = { 'Access-Control-Request-Method': 'POST' };

it('lets the listed origin read answers', async () => {
  const { send } = await startService();
  const headers = { Origin: 'https://app.service.test' };
  expect((await send('GET /notes', { headers })).headers['access-control-allow-origin']).toBe(headers.Origin);
  expect((await send('OPTIONS /notes', { headers: { ...headers, ...preflight } })).status).toBe(204);
});

it.each(['https://evil.test', 'null', 'https://app.service.test.evil.test', 'http://app.service.test'])(
  'tells the origin %s nothing',
  async (origin) => {
    const { send } = await startService();
    for (const line of ['GET /notes', 'OPTIONS /notes']) {
      const { headers } = await send(line, { headers: { Origin: origin, ...preflight } });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.vary).toBe('Origin');
    }
  },
);
