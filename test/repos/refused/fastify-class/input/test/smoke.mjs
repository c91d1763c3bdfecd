import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';

// Starts the service as its users do, and asks it the two things that it can do.
const port = 21000 + (process.pid % 8000);
const child = spawn(process.execPath, ['index.js'], {
  env: { ...process.env, PORT: String(port) },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const origin = `http://127.0.0.1:${port}`;

async function ready() {
  for (let left = 100; left > 0; left -= 1) {
    try {
      return await fetch(`${origin}/`);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('the service did not start within 10 seconds');
}

try {
  const home = await ready();
  assert.equal(home.status, 200);
  assert.deepEqual(await home.json(), { service: 'fastify-class' });
  const echo = await fetch(`${origin}/echo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ hello: 'world' }),
  });
  assert.equal(echo.status, 200);
  assert.deepEqual(await echo.json(), { hello: 'world' });
  const broken = await fetch(`${origin}/echo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"broken"',
  });
  assert.equal(broken.status, 400);
} finally {
  child.kill();
}
