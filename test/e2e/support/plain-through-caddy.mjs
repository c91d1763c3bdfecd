// Runs inside a network of its own, where ports 80 and 443 are free and api.e2e.test is this machine: starts Caddy,
// asks it by plain HTTP, and prints as JSON what it answered. argv: caddy, Caddyfile, folder for Caddy's data
import { spawn } from 'node:child_process';
import http from 'node:http';

const [caddy, caddyfile, data] = process.argv.slice(2);
const env = { PATH: process.env.PATH, HOME: data, XDG_DATA_HOME: data, XDG_CONFIG_HOME: data };
const proxy = spawn(caddy, ['run', '--adapter', 'caddyfile', '--config', caddyfile], {
  env: { ...env, PUBLIC_ORIGIN: 'https://api.e2e.test' },
  stdio: ['ignore', 'ignore', 'pipe'],
});
let log = '';
proxy.stderr.on('data', (text) => (log += text));
try {
  await until(() => ask('GET'));
  const seen = {};
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    seen[method] = await ask(method);
  seen.large = await ask('POST', 'x'.repeat(200_000));
  seen.foreign = await ask('GET', undefined, 'evil.test');
  process.stdout.write(JSON.stringify(seen));
} catch (error) {
  process.stderr.write(`${String(error)}\n${log}`);
  process.exitCode = 1;
} finally {
  proxy.kill('SIGKILL');
}

async function until(asked) {
  for (let attempt = 0; ; attempt += 1)
    try {
      return await asked();
    } catch (error) {
      if (attempt === 80) throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
}

/** Status, where it is sent on to, and the whole body. */
function ask(method, body, host = 'api.e2e.test') {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: 80,
      path: '/notes?page=2',
      method,
      agent: false,
      timeout: 5000,
    };
    const request = http.request({ ...options, headers: { host } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        const { location = '', server = '', 'content-type': type = '' } = response.headers;
        resolve({ status: response.statusCode, location, server, type, text });
      });
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
    request.end(body);
  });
}
