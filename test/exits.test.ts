import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepare } from '../src/build/prepare.mjs';
import { exitOf } from '../src/report/exit-of.js';
import { snapshot } from './commit/folders.js';

/**
 * What each end of a run says to a script: the built command, as programs start it. test/cli.test.ts has
 * the plain runs of each command.
 */
const root = join(import.meta.dirname, '..');
const cli = join(root, 'dist/rampart.cjs');
const made: string[] = [];

beforeAll(() => prepare(), 120_000);
afterEach(() =>
  made.splice(0).forEach((folder) => {
    spawnSync('chmod', ['-R', 'u+rwX', folder]);
    rmSync(folder, { recursive: true, force: true });
  }),
);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'rampart-exits-'));
  chmodSync(path, 0o755);
  made.push(path);
  return path;
}

function oldRepo(files: Readonly<Record<string, string>> = {}): string {
  const path = folder();
  cpSync(join(root, 'test/repos/e5-js-cjs-one-file/input'), path, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** Where stdout goes, as the shell says it. */
  readonly into?: string;
}

function rampart(args: readonly string[], { cwd = folder(), env = {}, uid, into }: Options = {}) {
  const words = [process.execPath, cli, ...args];
  const [command = '', ...rest] =
    into === undefined ? words : ['sh', '-c', `exec "$@" ${into}`, 'sh', ...words];
  const { status, stdout, stderr } = spawnSync(command, rest, {
    cwd,
    encoding: 'utf8',
    timeout: 90_000,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_config_user_agent: '', CI: '', NO_COLOR: '1', ...env },
    ...(uid !== undefined && { uid, gid: uid }),
  });
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(stderr).not.toContain('RAMPART_BUG');
  return { code: status, out: stdout, err: stderr };
}

const quick = ['--yes', '--no-install', '--no-git'];

describe('5: bad input, with the right thing to blame', () => {
  it.each([
    [['nwe'], 'Did you mean "rampart new"?'],
    [['new', 'x', '--framwork', 'hono'], 'Did you mean --framework?'],
    [['new', 'x', ...quick, '--framework', 'hnoo'], 'Did you mean "hono"?'],
    [['new', 'x', ...quick, '--node', '20'], 'Expected --node to be one of 26, 24, got "20"'],
    [['new', 'x', ...quick, '--pieces', 'cors,cros'], '--pieces'],
    [['new', 'x', ...quick, '--framework', 'nest-fastfy'], 'Did you mean "nest-fastify"?'],
    [['new', 'x', ...quick, '--name', '@acme/foo'], '--name'],
    [['new', '@acme/foo', ...quick], '[dir]'],
    [['new', 'node_modules', ...quick], 'node_modules'],
    [['new', 'x', ...quick, '--preset', 'ful'], 'Did you mean "full"?'],
    [['new'], '--framework'],
    [['new', 'x', '--answers', 'absent.json'], 'absent.json'],
    [['verify', 'absent'], 'absent'],
    [['verify', '--control', 'cors-alowlist'], 'cors-allowlist'],
    [['verify', '--url', 'https://example.com'], '--confirm-target'],
    [['explain', 'crs'], 'explain'],
    [['list', 'peices'], 'pieces'],
    [['schema', 'x'], 'schema'],
  ])('%j says %s', (args, words) => {
    const cwd = args[0] === 'verify' && args[1] !== 'absent' ? oldRepo() : folder();
    const { code, err } = rampart(args, { cwd });
    expect(err).toContain(words);
    expect(code).toBe(5);
  });

  it('guesses no other value where each letter counts', () => {
    expect(rampart(['new', 'x', ...quick, '--node', '20']).err).not.toContain('Did you mean');
  });

  it('blames what add has: pieces are words, and there is no answers file', () => {
    const typo = rampart(['add', 'cros'], { cwd: oldRepo() });
    expect(typo).toMatchObject({
      code: 5,
      err: expect.stringMatching(/\[piece\.\.\.\][^]*Did you mean "cors"\?/) as string,
    });
    expect(typo.err).not.toContain('--pieces');
    const none = rampart(['add'], { cwd: oldRepo() });
    expect(none).toMatchObject({ code: 5, err: expect.stringContaining('rampart add ') as string });
    expect(none.err).not.toContain('--answers');
  });

  it('is not said of a name that a folder cannot have: it is made of it, and told', () => {
    const { code, out } = rampart(['new', 'dïr ünï', ...quick]);
    expect(code).toBe(0);
    expect(out).toContain("cd 'dïr ünï'");
    expect(out).toContain('as dir-uni');
  });
});

describe('4: refused, nothing was written', () => {
  it.each([
    ['a file is in the way', (cwd: string) => writeFileSync(join(cwd, 'x'), '')],
    ['a dangling link is in the way', (cwd: string) => symlinkSync('nowhere', join(cwd, 'x'))],
    ['the folder has code', (cwd: string) => cpSync(oldRepo(), join(cwd, 'x'), { recursive: true })],
  ])('%s', (_, lay) => {
    const cwd = folder();
    lay(cwd);
    const was = snapshot(cwd);
    expect(rampart(['new', 'x', ...quick], { cwd }).code).toBe(4);
    expect(snapshot(cwd)).toEqual(was);
  });

  it('a file to be edited has changes that are not committed', () => {
    const cwd = oldRepo();
    const git = (...args: readonly string[]): void =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
        cwd,
        stdio: 'ignore',
      });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'x');
    appendFileSync(join(cwd, 'server.js'), '// mine\n');
    const was = snapshot(cwd);
    expect(rampart(['add', 'security-headers', '--yes'], { cwd }).code).toBe(4);
    expect(snapshot(cwd)).toEqual(was);
  });

  it('two new at once: one is made, the other is refused, and nothing lies around', async () => {
    const cwd = folder();
    const run = (): Promise<number | null> =>
      new Promise((resolve) =>
        spawn(process.execPath, [cli, 'new', 'x', ...quick], { cwd, stdio: 'ignore' }).on('close', resolve),
      );
    const codes = await Promise.all([run(), run(), run()]);
    expect(codes.sort()).toEqual([0, 4, 4]);
    expect(readdirSync(cwd)).toEqual(['x']);
  });
});

/** Somebody whom modes bind: another user where we are root. */
const stranger = process.getuid?.() === 0 ? 65_534 : undefined;
const canAct =
  process.platform !== 'win32' &&
  spawnSync(process.execPath, [cli, '--json', '--version'], { cwd: '/', ...(stranger && { uid: stranger }) })
    .status === 0;

describe.skipIf(!canAct)('what the system forbids is told, and is no bug', () => {
  const as = (cwd: string) => ({
    cwd,
    env: { HOME: cwd, XDG_STATE_HOME: '', XDG_CONFIG_HOME: '' },
    ...(stranger !== undefined && { uid: stranger }),
  });
  const home = (): string => {
    const path = folder();
    if (stranger !== undefined) chownSync(path, stranger, stranger);
    return path;
  };
  const closed = (): string => {
    const path = oldRepo();
    chmodSync(path, stranger === undefined ? 0o000 : 0o700);
    return path;
  };
  const readOnly = (): string => {
    const path = oldRepo();
    spawnSync('chmod', ['-R', 'a+rX,go-w', path]);
    if (stranger === undefined) spawnSync('chmod', ['-R', 'a-w', path]);
    return path;
  };

  it.each([
    [5, 'verify', (path: string) => ['verify', path]],
    [5, 'add', (path: string) => ['add', 'cors', '--dir', path]],
    [1, 'undo', (path: string) => ['undo', '--dir', path]],
    [4, 'new', (path: string) => ['new', path, ...quick]],
    [4, 'new below it', (path: string) => ['new', join(path, 'x'), ...quick]],
  ])('%i: a closed folder, %s', (exit, _, args) => {
    const { code, err } = rampart(args(closed()), as(home()));
    expect(err).toContain('EACCES');
    expect(code).toBe(exit);
  });

  it('1: a run of somebody else cannot be undone', () => {
    const path = oldRepo();
    expect(rampart(['add', 'security-headers', '--yes'], { cwd: path }).code).toBe(0);
    if (stranger === undefined) chmodSync(join(path, '.rampart/undo/0001.json'), 0o000);
    const { code, err } = rampart(['undo', '--dir', path], as(home()));
    expect(err).toContain('EACCES');
    expect(code).toBe(1);
  });

  it('4: a folder that is read-only', () => {
    expect(rampart(['add', 'security-headers', '--yes', '--dir', readOnly()], as(home())).code).toBe(4);
    expect(rampart(['new', join(readOnly(), 'x'), ...quick], as(home())).code).toBe(4);
  });

  it('2: findings stay findings where the page cannot be written, and that is said', () => {
    const { code, out, err } = rampart(['verify', readOnly(), '--write'], as(home()));
    expect(out).toContain('fail ');
    expect(err).toContain('RAMPART_WRITE_FAILED');
    expect(code).toBe(2);
    // With no other finding, too.
    expect(rampart(['verify', readOnly(), '--write', '--json'], as(home())).out).toContain('"notWritten"');
  });
});

describe.skipIf(!existsSync('/dev/full'))(
  'output that is lost is told, and the code says what stands',
  () => {
    it.each([
      [['--help'], 1],
      [['--version'], 1],
      [['list'], 1],
      [['schema'], 1],
      [['new', 'x', '--yes', '--dry-run'], 1],
      [['new', 'x', ...quick], 3],
      [['new', 'x', ...quick, '--json'], 3],
      [['nwe'], 5],
    ])('%j exits %i', (args, exit) => {
      const cwd = folder();
      const { code, err } = rampart(args, { cwd, into: '> /dev/full' });
      expect(err).toContain(exit === 5 ? 'RAMPART_UNKNOWN_COMMAND' : 'ENOSPC');
      expect(err.split('\n').filter((line) => line.length > 300)).toEqual([]);
      expect(code).toBe(exit);
      expect(readdirSync(cwd)).toEqual(exit === 3 ? ['x'] : []);
      if (exit === 3) expect(err).toContain('"rampart undo" there reverts them');
    });

    it('findings stay 2, and add that wrote is 3', () => {
      expect(rampart(['verify'], { cwd: oldRepo(), into: '> /dev/full' })).toMatchObject({
        code: 2,
        err: expect.stringContaining('ENOSPC') as string,
      });
      expect(
        rampart(['add', 'security-headers', '--yes'], { cwd: oldRepo(), into: '> /dev/full' }).code,
      ).toBe(3);
    });

    it('a reader that went away, and a stdout that is closed, are no failures', () => {
      expect(rampart(['list'], { into: '>&-' }).code).toBe(0);
      expect(rampart(['new', 'x', ...quick], { into: '| true' }).code).toBe(0);
    });
  },
);

describe('1: a program is missing, and nothing was written', () => {
  it.each([
    ['git', ['--no-install', '--git']],
    ['npm', ['--install', '--no-git']],
    ['bun', ['--install', '--no-git', '--package-manager', 'bun']],
  ])('%s', (tool, args) => {
    const cwd = folder();
    const { code, err } = rampart(['new', 'x', '--yes', ...args], { cwd, env: { PATH: cwd } });
    expect(err).toContain(tool);
    expect(code).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('a signal ends a run as shells expect', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s with %i, and says what stands', async (signal, exit) => {
    const [cwd, bin] = [folder(), folder()];
    writeFileSync(join(bin, 'npm'), '#!/bin/sh\n[ "$1" = --version ] && exit 0\nexec sleep 20\n', {
      mode: 0o755,
    });
    const child = spawn(process.execPath, [cli, 'new', 'x', '--yes', '--no-git'], {
      cwd,
      env: { PATH: `${bin}:/bin:/usr/bin` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('npm install')) child.kill(signal);
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(exit);
    expect(said).toContain('were made; "rampart undo" there reverts them.');
    expect(said).not.toContain('yours to mend');
  });
});

describe('2: a boot that did not happen', () => {
  const manifest = (scripts: object): string =>
    JSON.stringify({ name: 'x', version: '1.0.0', private: true, scripts });

  it.each([
    ['crashes', { start: 'node server.js' }, "throw new Error('boom at start');\n"],
    ['cannot be built', { build: 'no-such-compiler', start: 'node server.js' }, ''],
  ])('the service %s', { timeout: 90_000 }, (_, scripts, server) => {
    const cwd = folder();
    mkdirSync(join(cwd, 'node_modules'));
    writeFileSync(join(cwd, 'package.json'), manifest(scripts));
    writeFileSync(join(cwd, 'server.js'), server);
    const { code, out } = rampart(['verify', '--boot', '--control', 'exposed-paths'], { cwd });
    expect(out.trimStart()).toMatch(/^not booted: /);
    expect(code).toBe(2);
  });

  it('0 needs all: an open line is 2 under --strict only, a fail and a problem are 2 always', () => {
    const counts = {
      pass: 9,
      fail: 0,
      error: 0,
      stale: 0,
      inconclusive: 0,
      'not-assessed': 0,
      'not-applicable': 1,
    };
    const report = { counts, problems: [], settingsFails: [], unprobed: 0, waived: 0 };
    const codes = (more: object): readonly number[] =>
      (['lenient', 'strict'] as const).map((how) => exitOf({ ...report, ...more } as never, how));
    expect(codes({})).toEqual([0, 0]);
    expect(codes({ unprobed: 1 })).toEqual([0, 2]);
    expect(codes({ unprobed: 1, waived: 1 })).toEqual([0, 0]);
    expect(codes({ counts: { ...counts, fail: 1 }, waived: 1 })).toEqual([2, 2]);
    for (const open of ['stale', 'inconclusive', 'not-assessed'])
      expect(codes({ counts: { ...counts, [open]: 1 } })).toEqual([0, 2]);
    expect(codes({ counts: { ...counts, fail: 1 } })).toEqual([2, 2]);
    expect(codes({ problems: [{}] })).toEqual([2, 2]);
    expect(codes({ settingsFails: [{}] })).toEqual([2, 2]);
    expect(codes({ counts: { ...counts, error: 1 } })).toEqual([1, 1]);
  });
});

describe('0: done, or nothing to do', () => {
  it.each([[['undo']], [['new', 'x', '--yes', '--dry-run']]])('%j', (args) => {
    const cwd = folder();
    expect(rampart(args, { cwd }).code).toBe(0);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
