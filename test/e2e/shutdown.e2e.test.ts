import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import type { Framework } from '../../src/define/framework.js';
import { raw, request } from './support/raw.js';
import { boot, generate, install, run } from './support/service.js';
import { inTurn } from './support/sample.js';

/** At SIGTERM: what was sent before is answered, over whatever connection, and what runs is not cut. */

const asProxy = { Host: 'api.e2e.test', 'X-Forwarded-Proto': 'https' };
const list = request('GET /notes', asProxy);
const note = JSON.stringify({ title: 'slow' });
const slowHead = request('POST /notes', {
  ...asProxy,
  'Content-Type': 'application/json',
  'Content-Length': String(note.length),
});

interface Client {
  readonly socket: Socket;
  heard: string;
}

function dial(port: number): Client {
  const client: Client = { socket: connect(port, '127.0.0.1'), heard: '' };
  client.socket.on('data', (data: Buffer) => (client.heard += data.toString()));
  client.socket.on('error', (error: NodeJS.ErrnoException) => (client.heard += error.code ?? 'error'));
  return client;
}
const dialTen = (port: number): readonly Client[] => Array.from({ length: 10 }, () => dial(port));

const call = 'secureApp(app, ctx);';
/** What users of Nest may have written: it closes the server at the signal. */
const hooks: readonly (readonly [order: string, text: string])[] = [
  ['before', `app.enableShutdownHooks();\n  ${call}`],
  ['after', `${call}\n  app.enableShutdownHooks();`],
];
const cases: readonly (readonly [name: string, framework: Framework, text: string])[] = inTurn(
  frameworks,
).flatMap((framework) => [
  [framework.id, framework, call] as const,
  ...(framework.adapters.includes('nest-any')
    ? hooks.map(([order, text]) => [`${framework.id}, its own hooks ${order}`, framework, text] as const)
    : []),
]);

describe.each(cases)('%s', (_, framework, text) => {
  it('answers what was sent before SIGTERM, takes nothing after it, and ends with 0', async () => {
    const folder = generate(`shutdown-${framework.id}`, ['--framework', framework.id]);
    const file = join(folder, 'src/app.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace(call, text));
    install(folder);
    run('npm', ['run', 'build'], folder);
    const service = await boot(folder, { TRUST_PROXY: '127.0.0.1/32' });
    const { port, child } = service;

    const used = dialTen(port);
    for (const { socket } of used) socket.write(list);
    await expect.poll(() => used.every(({ heard }) => heard.includes(' 200 '))).toBe(true);
    used.forEach((client) => (client.heard = ''));
    const unused = dialTen(port);
    const slow = dial(port);
    slow.socket.write(slowHead + note.slice(0, 3));
    await sleep(300);

    const fresh = dialTen(port);
    const all = [...used, ...unused, ...fresh];
    for (const { socket } of all) socket.write(list);
    await Promise.all(fresh.map(({ socket }) => socket.connecting && once(socket, 'connect')));
    child.kill('SIGTERM');
    await sleep(1500);
    const late = await raw({ port, chunks: [list], timeout: 1000 });
    slow.socket.write(note.slice(3));
    const [code] = (await once(child, 'exit')) as [number | null];

    expect(all.map(({ heard }) => heard.slice(0, 15))).toEqual(all.map(() => 'HTTP/1.1 200 OK'));
    expect(slow.heard).toMatch(/^HTTP\/1\.1 201[^]*connection: close/i);
    expect(late.status).toBe(0);
    expect(code).toBe(0);
  });
});
