import assert from 'node:assert/strict';
import { app } from '../src/app';

// Hono's own way to test: no server, no socket.
const response = await app.request('/users');
assert.equal(response.status, 200);
assert.deepEqual(await response.json(), [{ name: 'ada' }]);
const echo = await app.request('/echo', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ hello: 'world' }),
});
assert.deepEqual(await echo.json(), { hello: 'world' });
