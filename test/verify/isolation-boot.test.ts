import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { noWishes, type Wishes } from '../../src/verify/subjects/wishes.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';
import { usableWalls } from '../e2e/support/usable-walls.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const server = (more = ''): string =>
  `${more}\nrequire('node:http').createServer((req, res) => res.end('{}')).listen(Number(process.env.PORT));\n`;

function repoWith(
  files: Readonly<Record<string, string>>,
  scripts: Readonly<Record<string, string>> = {},
): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-isolation-')));
  folders.push(folder);
  const all = {
    'package.json': JSON.stringify({ scripts: { start: 'node server.js', ...scripts } }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** An address of this machine that is not loopback stands for another machine. */
const ownAddress = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

const boot = (
  root: string,
  { walls = usableWalls(), ...wishes }: Partial<Wishes> & { walls?: ReturnType<typeof usableWalls> } = {},
) =>
  verify({
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
    wishes: { ...noWishes, ...wishes },
    walls,
  });

describe('a boot that did not happen says why', () => {
  it.each<[string, Record<string, string>, Record<string, string>, RegExp, RegExp]>([
    [
      'a crash',
      { 'server.js': `console.error('one'); throw new Error('boom at start');` },
      {},
      /ended, code 1/,
      /boom at start/,
    ],
    [
      'a missing module',
      { 'server.js': `require('nowhere');` },
      {},
      /ended, code 1/,
      /Cannot find module 'nowhere'/,
    ],
    [
      'a build that writes and fails',
      {
        'build.js':
          `require('fs').mkdirSync('dist');require('fs').writeFileSync('dist/server.js','');console.log('TS2322: ` +
          `no');process.exit(2)`,
      },
      { build: 'node build.js', start: 'node dist/server.js' },
      /npm run build failed, code 2/,
      /TS2322/,
    ],
    [
      'a build that makes something else, over an older one',
      { 'build.js': '', 'dist/server.js': server() },
      { build: 'node build.js', start: 'node dist/server.js' },
      /made no dist\/server\.js/,
      /^$/,
    ],
    ['no way to start', { 'readme.md': '' }, { start: 'make run' }, /found no way to start it/, /^$/],
    [
      'packages that are not installed',
      { 'server.js': '', 'package.json': '{"scripts":{"start":"node server.js"},"dependencies":{"x":"1"}}' },
      {},
      /node_modules is missing: run "npm install" first/,
      /^$/,
    ],
    [
      'a service that opens nothing',
      { 'server.js': 'setInterval(() => 0, 1000)' },
      {},
      /opened no port that answers within 1 s/,
      /^$/,
    ],
    [
      'a store that was refused',
      {
        'server.js':
          `require('net').connect(5499, 'db.internal').on('error', (e) ` +
          '=> { console.error(e.code); process.exit(3); })',
      },
      {},
      /ended, code 3.*refused db\.internal:5499.*--allow-connect/,
      /ENOTFOUND/,
    ],
  ])('%s', async (_name, files, scripts, because, said) => {
    const { troubles, evidence } = await boot(repoWith(files, scripts), { bootMs: 1_000 });
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatchObject({ of: 'boot', because: expect.stringMatching(because) });
    expect(troubles[0]?.said.join('\n')).toMatch(said);
    expect(evidence.filter(({ kind }) => kind === 'booted')).toEqual([]);
  });

  it('shows no value that the user gave', async () => {
    const root = repoWith({ 'server.js': `throw new Error('cannot reach ' + process.env.STORE);` });
    const { troubles } = await boot(root, { env: { STORE: 'postgres://app:pass@h/db' } });
    expect(troubles[0]?.said.join('\n')).toContain('cannot reach [STORE]');
  });
});

describe.each(usableWalls())('behind %s', (wall) => {
  const walls = [wall];

  it('builds what is in question, whatever the times of an older build say', async () => {
    const root = repoWith(
      {
        'src/server.js': server(),
        'dist/server.js': 'process.exit(9)',
        'build.js': `require('fs').cpSync('src', 'dist', { recursive: true })`,
      },
      { build: 'node build.js', start: 'node dist/server.js' },
    );
    utimesSync(join(root, 'dist/server.js'), new Date(), new Date(Date.now() + 3_600_000));
    expect((await boot(root, { walls })).troubles).toEqual([]);
  });

  it('gives the service what the user says, and nothing else of theirs', async () => {
    process.env['CANARY_VARIABLE'] = 'the user’s';
    const root = repoWith({
      'server.js': server(
        `if (process.env.GIVEN !== 'a b' || process.env.CANARY_VARIABLE ` +
          '|| process.env.npm_config_registry) process.exit(4);',
      ),
    });
    expect((await boot(root, { walls, env: { GIVEN: 'a b' } })).troubles).toEqual([]);
    expect((await boot(root, { walls })).troubles).toHaveLength(1);
    delete process.env['CANARY_VARIABLE'];
  });

  it('lets an address through that the user allows, by number and by name, and no other', async () => {
    let calls = 0;
    const canary = createServer((socket) => {
      calls += 1;
      socket.end('hello');
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const { port } = canary.address() as AddressInfo;
    const root = repoWith({
      'server.js':
        `require('net').connect(${port}, 'localhost').on('data', () => { ${server()} ` +
        `}).on('error', () => process.exit(5));`,
    });
    try {
      expect((await boot(root, { walls })).troubles[0]?.because).toContain(`refused 127.0.0.1:${port}`);
      expect(calls).toBe(0);
      const { troubles, notes } = await boot(root, { walls, allowed: [{ host: '127.0.0.1', port }] });
      expect(troubles).toEqual([]);
      expect(notes.join()).not.toContain('refused');
      expect(calls).toBeGreaterThan(0);
    } finally {
      canary.close();
    }
  });

  it.skipIf(ownAddress === undefined)(
    'leads to an address of another machine, where the user allows it',
    async () => {
      const store = createServer((socket) => socket.end('hello'));
      await new Promise<void>((resolve) => store.listen(0, ownAddress, resolve));
      const { port } = store.address() as AddressInfo;
      const root = repoWith({
        'server.js':
          `require('net').connect(${port}, '${ownAddress ?? ''}').on('data', () ` +
          `=> { ${server()} }).on('error', () => process.exit(5));`,
      });
      try {
        expect((await boot(root, { walls })).troubles[0]?.because).toContain(
          `refused ${ownAddress ?? ''}:${port}`,
        );
        const allowed = [{ host: ownAddress ?? '', port }];
        expect((await boot(root, { walls, allowed })).troubles).toEqual([]);
      } finally {
        store.close();
      }
    },
  );

  it('finds a service on a port of its own choice, and lets two of it run side by side', async () => {
    const fixed = `require('node:http').createServer((req, res) => res.end('{}')).listen(39_407);`;
    const root = repoWith({ 'server.js': fixed });
    const both = await Promise.all([boot(root, { walls }), boot(root, { walls })]);
    expect(both.map(({ troubles }) => troubles)).toEqual([[], []]);
  });

  it('gives it the second port that a template of its environment names', async () => {
    const metrics = `if (!process.env.METRICS_PORT) throw new Error('METRICS_PORT is missing');
require('node:http').createServer((req, res) => res.end('m')).listen(Number(process.env.METRICS_PORT));`;
    const root = repoWith({
      'server.js': server(metrics),
      '.env.example': 'PORT=3000\nMETRICS_PORT=39408\n',
    });
    const both = await Promise.all([boot(root, { walls }), boot(root, { walls })]);
    expect(both.map(({ troubles }) => troubles)).toEqual([[], []]);
  });

  it('names who held, and what was refused', async () => {
    const root = repoWith({ 'server.js': server(`fetch('http://192.0.2.7:81/').catch(() => 0);`) });
    const { notes } = await boot(root, { walls });
    expect(notes.join('\n')).toMatch(
      wall === 'none' ? /a preload alone/ : new RegExp(`\\(${wall}\\); node_modules was read-only`),
    );
    expect(notes.join('\n')).toContain('192.0.2.7:81');
  });
});
