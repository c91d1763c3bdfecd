import { expect, it } from 'vitest';
import { apiHeaders, hsts } from '../src/security/headers.js';
import { startService } from './service.js';

it.each([
  'GET /notes',
  'GET /unknown',
  'PATCH /notes',
  'GET /notes?unknown=1',
  'GET /health/details',
  'GET /%ff',
])('sends the security headers with the answer to %s', async (line) => {
  const { send } = await startService();
  const { headers } = await send(line);
  for (const [name, value] of [...apiHeaders, hsts]) expect(headers[name.toLowerCase()]).toBe(value);
  expect(headers['x-powered-by']).toBeUndefined();
});
