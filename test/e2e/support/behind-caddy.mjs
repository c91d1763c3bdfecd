// Runs inside a network of its own, where ports 80, 443 and 3000 are free and the names `app` and
// api.e2e.test are this machine: boots the built service and Caddy with the emitted Caddyfile, looks at
// both from outside, and prints what it saw as JSON. argv: folder of the service, caddy, Caddyfile, folder
// that holds the Observatory, folder for Caddy's data
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, caddy, caddyfile, observatory, data] = process.argv.slice(2);
const authority = join(data, 'caddy/pki/authorities/local/root.crt');
const env = { PATH: process.env.PATH, HOME: data, XDG_DATA_HOME: data, XDG_CONFIG_HOME: data };
const PUBLIC_ORIGIN = 'https://api.e2e.test';

const log = [];
const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const service = start(process.execPath, scripts.start.split(' ').slice(1), {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: '3000',
  TRUST_PROXY: '127.0.0.1',
  PUBLIC_ORIGIN,
  OPERATIONS_TOKEN: 'hQ8vXn2mRt5yLc9wZk4sBf7gJd3pAeu6oViTxMzKqNbE',
});
const proxy = start(caddy, ['run', '--adapter', 'caddyfile', '--config', caddyfile], { PUBLIC_ORIGIN });
try {
  await until('Caddy made its certificates', () => existsSync(authority));
  await until('the service answers through Caddy', () => look('up') === 'yes');
  const seen = look('scan');
  service.kill('SIGKILL');
  const withoutService = look('one');
  process.stdout.write(JSON.stringify({ ...seen, withoutService }));
} catch (error) {
  process.stderr.write(`${String(error)}\n${log.join('')}`);
  process.exitCode = 1;
} finally {
  service.kill('SIGKILL');
  proxy.kill('SIGKILL');
}

function start(command, args, more) {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => log.push(String(text)));
  return child;
}

/** Node reads additional authorities only when it starts, so each look is a process of its own. */
function look(what) {
  const script = join(import.meta.dirname, 'look-through-caddy.mjs');
  const done = spawnSync(process.execPath, [script, what, PUBLIC_ORIGIN, observatory], {
    env: { ...env, NODE_EXTRA_CA_CERTS: authority },
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

async function until(what, holds) {
  for (let attempt = 0; attempt < 60; attempt++) {
    if (holds()) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`Waited 15 seconds and never saw that ${what}.`);
}
