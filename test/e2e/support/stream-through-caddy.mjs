// Runs inside a network of its own, where the port 443 is free and the names `app` and api.e2e.test are
// this machine: sends a stream of events through Caddy, over HTTP/1.1 and HTTP/2, and prints as JSON how
// long each was seen. argv: caddy, Caddyfile, folder for Caddy's data, milliseconds
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { join } from 'node:path';

const [caddy, caddyfile, data, length] = process.argv.slice(2);
const origin = 'https://api.e2e.test';
const authority = join(data, 'caddy/pki/authorities/local/root.crt');

const service = http.createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const beat = setInterval(() => response.write('data: beat\n\n'), 100);
  const end = setTimeout(() => response.end('data: end\n\n'), Number(length));
  response.on('close', () => {
    clearInterval(beat);
    clearTimeout(end);
  });
});
await new Promise((listening) => service.listen(3000, '127.0.0.1', listening));

const env = { PATH: process.env.PATH, HOME: data, XDG_DATA_HOME: data, XDG_CONFIG_HOME: data };
const proxy = spawn(caddy, ['run', '--adapter', 'caddyfile', '--config', caddyfile], {
  env: { ...env, PUBLIC_ORIGIN: origin },
  stdio: ['ignore', 'ignore', 'pipe'],
});
let log = '';
proxy.stderr.on('data', (text) => (log += text));
try {
  const ca = await certificate();
  const [one, two] = await Promise.all([overOne(ca), overTwo(ca)]);
  process.stdout.write(JSON.stringify({ one, two }));
} catch (error) {
  process.stderr.write(`${String(error)}\n${log}`);
  process.exitCode = 1;
} finally {
  proxy.kill('SIGKILL');
  service.close().closeAllConnections();
}

/** When Caddy has made it, and answers with one that it signed. */
async function certificate() {
  for (let attempt = 0; attempt < 80; attempt++) {
    await new Promise((done) => setTimeout(done, 250));
    if (!existsSync(authority)) continue;
    const ca = readFileSync(authority);
    const reached = await new Promise((done) => {
      const asked = https.get(origin, { ca, agent: false }, (response) => {
        response.destroy();
        done(true);
      });
      asked.on('error', () => done(false));
    });
    if (reached) return ca;
  }
  throw new Error('Caddy did not answer in 20 seconds.');
}

/** What came of a stream: 'whole', or 'cut'. */
function fate(text) {
  return text.includes('data: end') ? 'whole' : 'cut';
}

function overOne(ca) {
  return new Promise((resolve) => {
    let text = '';
    const asked = https.get(origin, { ca, agent: false }, (response) => {
      response.on('data', (chunk) => (text += chunk));
      response.on('error', () => undefined);
      response.on('close', () => resolve(fate(text)));
    });
    asked.on('error', () => resolve(fate(text)));
  });
}

function overTwo(ca) {
  return new Promise((resolve) => {
    let text = '';
    const session = http2.connect(origin, { ca });
    const end = () => {
      session.destroy();
      resolve(fate(text));
    };
    session.on('error', end);
    const stream = session.request({ ':path': '/' });
    stream.on('data', (chunk) => (text += chunk));
    stream.on('error', end);
    stream.on('close', end);
  });
}
