import { expect, it } from 'vitest';
import { startService } from './service.js';

it.each(['evil.test', 'api.service.test.evil.test', 'api.service.test:1', 'localhost'])(
  'refuses the host %s',
  async (Host) => {
    const { send } = await startService();
    expect((await send('GET /notes', { headers: { Host } })).status).toBe(421);
  },
);

it('refuses TRACE and answers health checks by address', async () => {
  const { send } = await startService();
  expect((await send('TRACE /notes')).status).toBe(405);
  expect((await send('GET /livez', { headers: { Host: '10.1.2.3:3000' } })).status).toBe(200);
});
