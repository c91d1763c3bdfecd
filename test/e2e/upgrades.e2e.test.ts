import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { raw, request } from './support/raw.js';
import { boot, generate, install, run, type Booted } from './support/service.js';
import { inTurn } from './support/sample.js';

/** A WebSocket that the user mounts on the server, one that is named, and connections that a balancer keeps. */

const guard = '  guardUpgrades(server, ctx.config, ctx.logger);\n';
const head = String.raw`'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'`;
/** What packages for WebSockets do: they listen for upgrades, and leave the rest to nobody. */
const mounted = `  server.on('upgrade', (_req, socket) => socket.write(${head}));\n`;
const named = `  openUpgrades('/ws', (_req, socket) => socket.write(${head}));\n`;

const asProxy = { Host: 'api.e2e.test', 'X-Forwarded-Proto': 'https' };
const upgrade = {
  ...asProxy,
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'ZTJlLXRlc3QtdXBncmFkZQ==',
};

describe.each(inTurn(frameworks))('$id', ({ id }) => {
  let service: Booted;
  let folder = '';
  const handshake = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
    (
      await raw({
        port: service.port,
        chunks: [request(`GET ${path}`, { ...upgrade, ...headers })],
        timeout: 1500,
      })
    ).status;
  beforeAll(async () => {
    folder = generate(`upgrades-${id}`, ['--framework', id]);
    const file = join(folder, 'src/security/index.ts');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(guard);
    const changed = text
      .replace(guard, guard + mounted + named)
      .replace('{ guardUpgrades }', '{ guardUpgrades, openUpgrades }');
    writeFileSync(file, changed);
    install(folder);
    run('npm', ['run', 'build'], folder);
    service = await boot(folder, { TRUST_PROXY: '127.0.0.1/32', KEEP_ALIVE_SECONDS: '3' });
  });
  afterAll(async () => {
    await service.stop();
  });

  it('opens what is named, to whom a request would be answered', async () => {
    expect(await handshake('/ws')).toBe(101);
    expect(await handshake('/ws', { Origin: 'https://app.e2e.test' })).toBe(101);
    expect(await handshake('/ws', { Origin: 'https://evil.test' })).toBe(403);
    expect(await handshake('/ws', { Host: 'evil.test' })).toBe(421);
    expect(await handshake('/ws', { 'X-Forwarded-Proto': 'http' })).toBe(403);
    // Lines are buffered for half a second.
    for (const status of ['101', '421'])
      await expect
        .poll(() => service.output(), { timeout: 5_000 })
        .toContain(`"path":"/ws","status":${status}`);
  });

  it('opens nothing else, whoever listens', async () => {
    for (const path of ['/', '/other', '/ws/', '/livez']) expect(await handshake(path)).not.toBe(101);
    expect(await handshake('/livez', { Upgrade: 'h2c' })).not.toBe(101);
  });

  it('keeps an idle connection as long as it was told, and no longer', async () => {
    const socket = connect(service.port, '127.0.0.1');
    let text = '';
    socket.on('data', (data: Buffer) => (text += data.toString()));
    socket.write(request('GET /livez', asProxy));
    await sleep(2000);
    socket.write(request('GET /livez', asProxy));
    await once(socket, 'close');
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2); // a body need not end with a line
  });

  it('closes a WebSocket with 1001 when it is told to end, and ends with 0', async () => {
    const socket = connect(service.port, '127.0.0.1');
    let last: Buffer = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => (last = data));
    socket.write(request('GET /ws', upgrade));
    await once(socket, 'data');
    const closed = once(socket, 'end');
    const started = Date.now();
    const code = service.stop();
    await closed;
    expect([...last]).toEqual([0x88, 2, 0x03, 0xe9]);
    expect(await code).toBe(0);
    expect(Date.now() - started).toBeLessThan(5000);
  });

  it('keeps connections longer than balancers do, unless it is told otherwise', () => {
    const config = readFileSync(join(folder, 'src/config.ts'), 'utf8');
    expect(Number(/KEEP_ALIVE_SECONDS:.*default\((\d+)\)/.exec(config)?.[1])).toBeGreaterThan(60);
  });
});
