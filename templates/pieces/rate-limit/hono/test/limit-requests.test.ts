import { expect, it } from 'vitest';
import { startService } from './service.js';

it('knows a login path however it is spelled: Hono routes decoded paths', async () => {
  const { send } = await startService();
  const spellings = ['/auth/login', '/%61uth/login', '/x/../auth/login', '/./auth/%6cogin', '/auth/login?a'];
  for (const path of spellings) expect((await send(`POST ${path}`, { json: {} })).status).toBe(404);
  expect((await send('POST /%61%75th/login', { json: {} })).status).toBe(429);
});
