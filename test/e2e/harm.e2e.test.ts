import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRepo } from '../../src/repo/repo.js';
import type { Wall } from '../../src/verify/isolation/wall.js';
import { verify } from '../../src/verify/verify.js';
import { stateOf } from './support/ground.js';
import { layouts, make, type Layout, type Made } from './support/layouts.js';
import { sampled } from './support/sample.js';
import { bareRun, type Without } from './support/bare-run.js';
import { tagged, endTagged } from './support/tagged.js';
import { usableWalls } from './support/usable-walls.js';

// A service that reaches for everything: what it gets is what the canaries say. Nothing of the user's, in any layout.
const canary = ['canary', 'of', 'the', 'user', '93b1'].join('-');
const rampart = join(import.meta.dirname, '../../dist/rampart.cjs');
const calls: string[] = [];
let place = '';
let turn = 0;
const canaries: { port: number; socket: string; close: () => void } = {
  port: 0,
  socket: '',
  close: () => undefined,
};

beforeAll(async () => {
  process.env['CANARY_VARIABLE'] = canary;
  const folder = mkdtempSync(join(tmpdir(), 'rampart-harm-'));
  const tcp = createServer((socket) => (calls.push('tcp'), socket.destroy()));
  const file = createServer((socket) => (calls.push('file'), socket.destroy()));
  await listen(tcp, 0);
  canaries.port = (tcp.address() as AddressInfo).port;
  canaries.socket = join(folder, 'canary.sock');
  await listen(file, canaries.socket);
  const udp = createSocket('udp4').on('message', () => calls.push('udp'));
  await new Promise<void>((resolve) => udp.bind(canaries.port, '127.0.0.1', resolve));
  canaries.close = () => {
    for (const one of [tcp, file, udp]) one.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(() => {
  delete process.env['CANARY_VARIABLE'];
  canaries.close();
});
afterEach(() => {
  endTagged(tag());
  rmSync(place, { recursive: true, force: true });
});

const listen = (server: Server, where: number | string): Promise<void> =>
  new Promise((resolve) => {
    if (typeof where === 'string') server.listen(where, resolve);
    else server.listen(where, '127.0.0.1', resolve);
  });
const tag = (): string => `tag-${process.pid}-${turn}`;

function made(layout: Layout, reach: 'far' | 'near'): Made {
  turn += 1;
  calls.length = 0;
  place = mkdtempSync(join(tmpdir(), 'rampart-harm-'));
  return make({ layout, place, canary, tag: tag(), reach, ...canaries });
}

const told = ({ marks }: Made, name: string): string =>
  existsSync(join(marks, name)) ? readFileSync(join(marks, name), 'utf8') : '';

/** Everything that a service could take, leave or reach. */
function harms(layout: Made, before: string): readonly string[] {
  const heard = readdirSync(layout.marks).filter((name) => told(layout, name).includes(canary));
  return [
    ...heard.map((name) => `the canary is in ${name}`),
    ...[...new Set(calls)].map((how) => `the canary was called by ${how}`),
    ...tagged(tag()).map((pid) => `process ${pid} lives on`),
    ...(stateOf(layout.ground) === before ? [] : ['the user’s files changed']),
    ...(told(layout, 'old-build') === '' ? [] : ['an older build was run']),
    ...told(layout, 'listens')
      .split('\n')
      .filter((address) => address !== '' && !/^(?:127\.0\.0\.1|::1)$/.test(address))
      .map((address) => `it listens on ${address}`),
    ...readdirSync(tmpdir())
      .filter((name) => name.startsWith(`rampart-boot-${process.pid}-`))
      .map((name) => `${name} was left`),
  ];
}

async function boot(root: string, walls: readonly Wall[]) {
  return verify({
    repo: openRepo(root),
    boot: 'boot',
    url: undefined,
    reach: 'reads',
    environment: 'development',
    only: ['health-endpoints'],
    routes: [],
    earlier: [],
    now: () => new Date(),
    tell: () => undefined,
    walls,
  });
}

const all = layouts(50);
const walls = usableWalls();

describe.each(sampled(all, ({ name }) => name))('layout $name', (layout) => {
  const wall = walls[all.indexOf(layout) % walls.length] as Wall;

  it(`verify --boot does no harm behind ${wall}`, async () => {
    const it = made(layout, wall === 'none' ? 'near' : 'far');
    const before = stateOf(it.ground);
    const { troubles, notes } = await boot(it.root, [wall]);
    expect(troubles).toEqual([]);
    expect(told(it, 'reached')).not.toBe('');
    expect(told(it, 'dialled').trim().split('\n')).toEqual(expect.arrayContaining([...layout.dials]));
    for (const found of [
      'config/plain.txt plain',
      'in plain',
      '.env.example PLAIN=template',
      'data/db.json mine',
    ])
      expect(told(it, 'found')).toContain(found);
    await sleep(150);
    expect(harms(it, before)).toEqual([]);
    if (layout.dials.some((how) => how !== 'udp' && how !== 'file'))
      expect(notes.join('\n')).toContain(`127.0.0.1:${canaries.port}`);
  });

  it('verify and add --dry-run run nothing', () => {
    const it = made(layout, 'far');
    const before = stateOf(it.ground);
    for (const args of [
      ['verify', '.', '--json', '--no-write'],
      ['add', 'security-headers', '--yes', '--dry-run', '--json'],
    ]) {
      const { stdout } = spawnSync(process.execPath, [rampart, ...args], {
        cwd: it.root,
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect(stdout).not.toBe('');
      expect(stdout).not.toContain(canary);
    }
    expect(told(it, 'reached')).toBe('');
    expect(harms(it, before)).toEqual([]);
  });
});

const kinds = ['in read', 'in env', 'called by tcp', 'listens on', 'files changed', 'lives on'] as const;

/** What shows when one protection is away, and only that: else the tests above could not fail. */
const lacking: readonly (readonly [Without, readonly (typeof kinds)[number][]])[] = [
  ['guard', ['in read', 'called by tcp', 'listens on']],
  ['copy', ['in read', 'files changed']],
  ['clean environment', ['in env']],
  ['sweep', ['lives on']],
];

it.each(lacking)('without the %s there is harm: %s', async (without, harm) => {
  const layout: Layout = {
    ...(all[0] as Layout),
    envFiles: ['.env'],
    listens: '0.0.0.0',
    dials: ['net'],
    leaves: ['detached'],
    writes: ['data/db.json'],
    builds: 'no',
  };
  const it = made(layout, 'near');
  const before = stateOf(it.ground);
  await bareRun({ root: it.root, without, until: () => told(it, 'listens') !== '' });
  const seen = harms(it, before);
  expect(kinds.filter((kind) => seen.some((each) => each.includes(kind)))).toEqual(harm);
});
