// Runs the command of a unit inside a network of its own, looks at it from outside, ends it, and prints
// what it saw as JSON. argv: the command, as words of JSON. The environment is the unit's, and the
// service's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [command, ...args] = JSON.parse(process.argv[2]);
const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
let log = '';
child.stdout.on('data', (data) => (log += data));
child.stderr.on('data', (data) => (log += data));
const ended = once(child, 'exit');
const origin = 'http://127.0.0.1:3000';

try {
  let alive = 0;
  for (let attempt = 0; attempt < 200 && alive !== 200 && child.exitCode === null; attempt += 1) {
    await new Promise((done) => setTimeout(done, 100));
    alive = await statusOf('/livez');
  }
  const token = readFileSync(join(process.env.CREDENTIALS_DIRECTORY, 'operations_token'), 'utf8').trim();
  const proxied = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.7' };
  const seen = {
    alive,
    operator: await statusOf('/health/details', { ...proxied, Authorization: `Bearer ${token}` }),
    stranger: await statusOf('/health/details', { ...proxied, Authorization: 'Bearer wrong' }),
    plaintext: await statusOf('/notes'),
    tokenInEnvironment: readFileSync(`/proc/${child.pid}/environ`, 'utf8').includes(token) ? 'yes' : 'no',
  };
  child.kill('SIGTERM');
  const [code] = await ended;
  process.stdout.write(JSON.stringify({ ...seen, code, log }));
} catch (error) {
  process.stderr.write(`${String(error)}\n${log}`);
  process.exitCode = 1;
} finally {
  child.kill('SIGKILL');
}

async function statusOf(path, headers = {}) {
  const { request } = await import('node:http');
  return new Promise((resolve) => {
    const call = request(`${origin}${path}`, { headers: { Host: 'api.e2e.test', ...headers }, agent: false });
    call.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on('error', () => resolve(0));
    call.end();
  });
}
