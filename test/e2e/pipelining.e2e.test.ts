import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { proxied } from './support/client.js';
import { watchMemory } from './support/memory.js';
import { raw, request } from './support/raw.js';
import { inTurn } from './support/sample.js';
import { boot, cache, generate, install, run, type Booted } from './support/service.js';

/**
 * A client that asks for much and reads nothing: it holds neither memory nor the others. Memory is read
 * from /proc.
 */

const headOf = (address: string): Record<string, string> => ({
  Host: 'api.e2e.test',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-For': address,
});
const head = headOf('198.51.100.7');
const ahead = 280; // requests that one connection sends at once, about 44 kB

interface Seen {
  readonly peak: number;
  readonly slowest: number;
}

async function fill(port: number): Promise<void> {
  const client = proxied(port, '203.0.113.251');
  const note = { title: 'long', text: '\u{1F512}'.repeat(5_000) }; // 20 kB
  for (let count = 0; count < 100; count += 1) {
    expect((await client.json('POST /notes', note)).status).toBe(201);
  }
}

/** Sends it all at once over so many connections, and asks for /livez meanwhile. */
async function attack({ port, child }: Booted, connections: number, requests = ahead): Promise<Seen> {
  const peak = watchMemory(child.pid);
  const address = `198.51.100.${String(connections)}`;
  const sockets = Array.from({ length: connections }, () => silent(port, address, requests));
  let slowest = 0;
  for (const until = Date.now() + 5_000; Date.now() < until; await sleep(100)) {
    const { status, took } = await proxied(port).send('GET /livez');
    slowest = Math.max(slowest, status === 200 ? took : Infinity);
  }
  sockets.forEach((socket) => socket.destroy());
  return { peak: peak(), slowest };
}

function silent(port: number, address = '198.51.100.251', requests = ahead): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined).pause(); // prettier-ignore
  const page = request('GET /notes?limit=100', headOf(address));
  socket.write(page.repeat(requests));
  return socket;
}

async function made(
  framework: string,
  place = `pipelining-${framework}`,
  change: (folder: string) => void = () => undefined,
): Promise<string> {
  const folder = generate(place, ['--framework', framework]);
  change(folder);
  install(folder);
  run('npm', ['run', 'build'], folder);
  return folder;
}
const trusted = { TRUST_PROXY: '127.0.0.1/32' };

describe.runIf(process.platform === 'linux').each(inTurn(frameworks))('$id', ({ id }) => {
  let service: Booted;
  beforeAll(async () => {
    service = await boot(await made(id), trusted);
    await fill(service.port);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers what a client sends ahead and reads, in its order', async () => {
    const socket = connect(service.port, '127.0.0.1');
    const lines = Array.from({ length: 60 }, (_, index) => request(`GET /no-${String(index)}`, head));
    socket.write(`${lines.join('')}${request('GET /livez', { ...head, Connection: 'close' })}`);
    let text = '';
    socket.on('data', (data: Buffer) => (text += data.toString()));
    await once(socket, 'close');
    expect(text.match(/HTTP\/1\.1 \d{3}/g)).toEqual([...lines.map(() => 'HTTP/1.1 404'), 'HTTP/1.1 200']);
  });

  it.each([
    [1, ahead, 256, 1000],
    [8, ahead, 256, 1000],
    [60, ahead, 256, 2500],
    [200, 20, 450, 2500], // most of it is garbage that nobody has collected yet; the container has 512
  ])(
    'for %i connections with %i requests stays under %i MiB, and answers others within %i ms',
    async (connections, requests, most, patience) => {
      const { peak, slowest } = await attack(service, connections, requests);
      // eslint-disable-next-line no-console
      console.log(`${id}: ${peak.toFixed(0)} MiB at most, /livez after ${String(slowest)} ms at most`);
      expect(peak).toBeLessThan(most);
      expect(slowest).toBeLessThan(patience);
    },
  );
});

describe.runIf(process.platform === 'linux').each(inTurn(frameworks))('$id', ({ id }) => {
  it('carries out nothing that was sent ahead behind a refusal, and forgets it', async () => {
    const service = await boot(join(cache, `pipelining-${id}`), trusted);
    const body = '{"title":"ghost"}';
    const sending = { ...head, 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
    const refused = request('GET /notes', { ...head, Host: 'evil.test' });
    const { status } = await raw({
      port: service.port,
      chunks: [`${refused}${request('POST /notes', sending)}${body}`],
    });
    expect(status).toBe(421);
    expect((await proxied(service.port).send('GET /notes')).body).not.toContain('ghost');
    const began = Date.now();
    expect(await service.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it('takes bodies in chunks of a byte for little', async () => {
    const service = await boot(join(cache, `pipelining-${id}`), trusted);
    const chunked = { ...head, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const peak = watchMemory(service.child.pid);
    const sockets = Array.from({ length: 32 }, () => {
      const socket = connect(service.port, '127.0.0.1').on('error', () => undefined);
      socket.write(`${request('POST /notes', chunked)}${'1\r\n[\r\n'.repeat(102_000)}`);
      return socket;
    });
    await sleep(4_000);
    expect((await proxied(service.port).send('GET /livez')).status).toBe(200);
    sockets.forEach((socket) => socket.destroy());
    await service.stop();
    expect(peak()).toBeLessThan(450);
  });

  it('cuts off who reads nothing, and keeps who reads slowly', async () => {
    const service = await boot(await made(id), trusted);
    try {
      await fill(service.port);
      const slow = silent(service.port);
      let read = 0;
      const sip = setInterval(() => {
        // At most 0.8 MB a second: all that may wait for it takes longer than the deaf one is kept.
        read += (slow.read(Math.min(slow.readableLength, 16_384)) as Buffer | null)?.length ?? 0;
      }, 20);
      const deaf = silent(service.port);
      await Promise.all([once(slow, 'connect'), once(deaf, 'connect')]);
      const isOpen = (): boolean => peers(service.port, deaf) > 0;
      for (const until = Date.now() + 90_000; isOpen() && Date.now() < until; await sleep(500));
      clearInterval(sip);
      expect(isOpen()).toBe(false);
      expect(peers(service.port, slow)).toBe(1);
      expect(read).toBeGreaterThan(4_000_000);
      slow.destroy();
      deaf.destroy();
    } finally {
      await service.stop();
    }
  });
});

/** Whether the service still has its end of this connection, by the kernel's table of them. */
function peers(port: number, { localPort = 0 }: Socket): number {
  const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');
  const ends = `0100007F:${hex(port)} 0100007F:${hex(localPort)} 01`;
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .filter((line) => line.includes(ends)).length;
}

describe.runIf(process.platform === 'linux')('without', () => {
  /** The first framework's service with one of its files changed. */
  const changed = async (file: string, change: (text: string) => string): Promise<Booted> => {
    const [first] = frameworks;
    if (first === undefined) throw new Error('Expected a framework.');
    const folder = await made(first.id, 'pipelining-without', (at) => {
      const path = join(at, 'src/security', file);
      const text = readFileSync(path, 'utf8');
      expect(change(text)).not.toBe(text);
      writeFileSync(path, change(text));
    });
    const service = await boot(folder, trusted);
    await fill(service.port);
    return service;
  };

  it('requests that are taken in turn, one connection holds the memory', async () => {
    const service = await changed('http-timeouts.ts', (text) =>
      text
        .replace(
          ' = takeInTurn(server);',
          ' = (_socket: Socket): Last => ' + "({ res: undefined, latest: undefined, turn: 'running' });",
        )
        .replace('  cutOffUnread(server);\n', ''),
    );
    const { peak } = await attack(service, 1);
    service.child.kill('SIGKILL');
    expect(peak).toBeGreaterThan(400);
  });

  it('turns of clients, one client holds the memory and the others', async () => {
    const service = await changed('rate-limit.ts', (text) =>
      text.replace(' = clientTurns();', ' = (_key: string, _res: object): Promise<void> | undefined => undefined;')
        .replace(/^import \{ clientTurns \}.*\n/m, ''),
    ); // prettier-ignore
    const { peak, slowest } = await attack(service, 200, 20);
    service.child.kill('SIGKILL');
    // eslint-disable-next-line no-console
    console.log(`without turns: ${peak.toFixed(0)} MiB, /livez after ${String(slowest)} ms`);
    expect(peak).toBeGreaterThan(300);
    expect(slowest).toBeGreaterThan(2000);
  });
});
