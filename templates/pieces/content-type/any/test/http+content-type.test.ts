import { expect, it } from 'vitest';
import { startService } from './service.js';

it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json;x', ''])(
  'refuses JSON that calls itself "%s"',
  async (type) => {
    const { send } = await startService();
    const headers = type === '' ? {} : { 'Content-Type': type };
    expect((await send('POST /notes', { headers, text: '{"title":"x"}' })).status).toBe(415);
  },
);
