import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../src/cli/commands.js';
import { globalRows } from '../src/cli/global-rows.js';
import { prepare } from '../src/build/prepare.mjs';
import { commitAdd } from '../src/commit/add.js';
import type { Disk } from '../src/commit/disk.js';
import { failingDisk } from './commit/failing-disk.js';
import { create, snapshot, update } from './commit/folders.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders: string[] = [];

beforeAll(() => prepare(), 120_000);
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command as a program would: no terminal, and stdin closed or open and silent. */
function rampart(
  args: readonly string[],
  { cwd = folder(), stdin = 'closed', input = '' } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'dist/rampart.cjs'), ...args], {
    cwd,
    env: { ...process.env, npm_config_user_agent: '', CI: '', NO_COLOR: '' },
    stdio: [stdin === 'closed' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  if (input !== '') child.stdin?.end(input);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rampart-cli-'));
  folders.push(made);
  return made;
}

/** An existing Express repo of a plain shape, in a folder of its own. */
function oldRepo(): string {
  const made = folder();
  cpSync(join(root, 'test/repos/e5-js-cjs-one-file/input'), made, { recursive: true });
  return made;
}

const quick = ['--yes', '--no-install', '--no-git'];

// Every command, how it ends, and where; each with stdin closed and with an open pipe that says nothing.
const runs: readonly {
  readonly args: readonly string[];
  readonly exit: number;
  readonly in?: () => string;
}[] = [
  { args: [], exit: 0 },
  { args: ['--help'], exit: 0 },
  { args: ['--version'], exit: 0 },
  { args: ['help', 'add'], exit: 0 },
  { args: ['nwe'], exit: 5 },
  { args: ['new'], exit: 5 },
  { args: ['new', 'svc'], exit: 5 },
  { args: ['new', 'svc', ...quick], exit: 0 },
  { args: ['new', 'svc', '--yes', '--dry-run'], exit: 0 },
  { args: ['new', 'svc', '--bogus'], exit: 5 },
  { args: ['new', 'a', 'b', ...quick], exit: 5 },
  { args: ['new', '.', ...quick], exit: 4, in: oldRepo },
  { args: ['new', 'svc', ...quick, '--framework', 'expres'], exit: 5 },
  { args: ['new', 'svc', ...quick, '--name', 'Not A Name'], exit: 5 },
  { args: ['new', 'svc', ...quick, '--answers', 'absent.json'], exit: 5 },
  { args: ['add'], exit: 5 },
  { args: ['add'], exit: 5, in: oldRepo },
  { args: ['add', 'nothing-like-it'], exit: 5, in: oldRepo },
  { args: ['add', 'security-headers', '--dry-run'], exit: 0, in: oldRepo },
  { args: ['add', 'security-headers'], exit: 0, in: oldRepo },
  { args: ['verify', 'absent'], exit: 5 },
  { args: ['verify'], exit: 2, in: oldRepo },
  { args: ['undo'], exit: 0 },
  { args: ['list'], exit: 0 },
  { args: ['list', 'peices'], exit: 5 },
  { args: ['explain', 'cors'], exit: 0 },
  { args: ['explain', 'cors-allowlist'], exit: 0 },
  { args: ['explain'], exit: 5 },
  { args: ['schema'], exit: 0 },
  { args: ['schema', 'extra'], exit: 5 },
];

describe.each(runs)('rampart $args', ({ args, exit, in: where }) => {
  it(`exits ${exit} with stdin closed, as with an open pipe that says nothing`, async () => {
    for (const stdin of ['closed', 'silent pipe']) {
      const { code, err } = await rampart(args, { stdin, ...(where && { cwd: where() }) });
      expect({ code, err: exit === 0 ? '' : err }).toEqual({ code: exit, err: exit === 0 ? '' : err });
      if (exit !== 0 && exit !== 2) expect(err).toMatch(/^RAMPART_[A-Z_]+ \(/m);
      expect(err).not.toMatch(/^ {4}at /m);
    }
  });
});

describe.each(runs.filter(({ args }) => args.length > 0 && args[0] !== '--help'))(
  'rampart $args --json',
  ({ args, exit, in: where }) => {
    it('prints exactly one JSON document on stdout', async () => {
      const { code, out } = await rampart([...args, '--json'], where && { cwd: where() });
      const document = JSON.parse(out) as { exit: number; error?: { code: string } };
      expect(code).toBe(exit);
      expect(document.exit).toBe(exit);
      if (exit !== 0 && exit !== 2) expect(document.error?.code).toMatch(/^RAMPART_/);
    });
  },
);

it('says that the current folder is gone, as every error is said', async () => {
  const gone = mkdtempSync(join(tmpdir(), 'rampart-gone-'));
  const cli = join(import.meta.dirname, '../dist/rampart.cjs');
  const script = `cd ${gone} && rmdir ${gone} && exec ${process.execPath} ${cli} verify --json`;
  const { status, stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  expect(status).toBe(5);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'RAMPART_BAD_FOLDER' } });
});

it('has each command once, and each option of it once', () => {
  const names = commands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, rows } of commands) {
    const flags = [...rows, ...globalRows].map(({ flag }) => flag);
    expect(
      flags.filter((flag, at) => flags.indexOf(flag) !== at),
      name,
    ).toEqual([]);
  }
});

describe('rampart new', () => {
  it('lists every missing answer at once, with the flag that gives it', async () => {
    const cwd = folder();
    const { code, err } = await rampart(['new'], { cwd });
    expect(code).toBe(5);
    for (const flag of [
      '--name',
      '--framework',
      '--target',
      '--package-manager',
      '--node',
      '--install',
      '--no-install',
      '--git',
      '--no-git',
    ])
      expect(err).toContain(flag);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('takes answers from stdin, strictly, and flags win over them', async () => {
    const cwd = folder();
    const answers = {
      name: 'from-file',
      preset: 'minimal',
      packageManager: 'pnpm',
      install: 'skip',
      git: 'skip',
    };
    const run = (input: object, ...more: string[]): Promise<Ended> =>
      rampart(['new', '--answers', '-', '--yes', '--dry-run', '--json', ...more], {
        cwd,
        stdin: 'pipe',
        input: JSON.stringify(input),
      });
    const { out } = await run(answers, '--package-manager', 'yarn');
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'planned',
      answers: { name: 'from-file', preset: 'minimal', packageManager: 'yarn' },
    });
    expect((await run({ ...answers, extra: 1 })).code).toBe(5);
    const older = { framework: 'nest', options: { nest: { adapter: 'fastify' } } };
    expect(JSON.parse((await run({ ...answers, ...older })).out)).toMatchObject({
      answers: { framework: 'nest-fastify', options: {} },
    });
    const odd = await run({ ...answers, ...older, framework: 'hono' });
    expect(odd).toMatchObject({ code: 5, out: expect.stringContaining('options: ') as string });
    expect((await run({ ...answers, name: 'x'.repeat(1024 * 1024) })).out).toContain('more than 1 MiB');
  });

  it('prints the plan that a real run commits, but for secrets, which it never prints', async () => {
    const cwd = folder();
    const planned = JSON.parse(
      (await rampart(['new', 'svc', ...quick, '--dry-run', '--json'], { cwd })).out,
    ) as Planned;
    expect(readdirSync(cwd)).toEqual([]);
    await rampart(['new', 'svc', ...quick], { cwd });
    const secret = planned.changes.filter((change) => change.privacy === 'secret');
    expect(secret.length).toBeGreaterThan(0);
    expect(secret.every((change) => !('after' in change))).toBe(true);
    for (const { path, after } of planned.changes)
      if (after !== undefined) expect(readFileSync(join(cwd, 'svc', path), 'utf8'), path).toBe(after);
    const written = readdirSync(join(cwd, 'svc'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(written.length).toBe(planned.changes.length + 1); // and the undo record
  });

  it('makes the same service again by the command that it prints', async () => {
    const cwd = folder();
    const first = JSON.parse((await rampart(['new', 'svc', ...quick, '--json'], { cwd })).out) as {
      repeat: string;
      answers: object;
    };
    rmSync(join(cwd, 'svc'), { recursive: true });
    const again = await rampart([...first.repeat.split(' ').slice(2), '--json'], { cwd });
    expect(again.code).toBe(0);
    expect((JSON.parse(again.out) as { answers: object }).answers).toEqual(first.answers);
  });

  it('fails before it writes when the package manager is not there', async () => {
    const cwd = folder();
    const child = spawn(
      process.execPath,
      [join(root, 'dist/rampart.cjs'), 'new', 'svc', '--yes', '--package-manager', 'bun', '--no-git'],
      {
        cwd,
        env: { PATH: cwd },
        stdio: 'ignore',
      },
    );
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('says what stands and what to run when the install fails', async () => {
    const cwd = folder();
    const bin = folder();
    writeFileSync(
      join(bin, 'npm'),
      '#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "E404 no such package" >&2\nexit 7\n',
      { mode: 0o755 },
    );
    const child = spawn(
      process.execPath,
      [join(root, 'dist/rampart.cjs'), 'new', 'svc', '--yes', '--no-git'],
      {
        cwd,
        env: { PATH: `${bin}:/bin:/usr/bin` },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(3);
    expect(err).toContain('E404 no such package');
    expect(err).toMatch(/cd .*svc && npm install/);
    expect(existsSync(join(cwd, 'svc/package.json'))).toBe(true);
  });

  it('lets yarn see a project of its own below another package.json', async () => {
    const [cwd, bin] = [folder(), folder()];
    writeFileSync(join(cwd, 'package.json'), '{}');
    writeFileSync(
      join(bin, 'yarn'),
      '#!/bin/sh\n[ "$1" = --version ] && exit 0\n[ -f yarn.lock ] && echo "its own" >&2\nexit 7\n',
      { mode: 0o755 },
    );
    const child = spawn(
      process.execPath,
      [join(root, 'dist/rampart.cjs'), ...['new', 'svc', '--yes', '--no-git', '--package-manager', 'yarn']],
      { cwd, env: { PATH: `${bin}:/bin:/usr/bin` }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(3);
    expect(err).toContain('its own');
    expect((await rampart(['undo'], { cwd: join(cwd, 'svc') })).code).toBe(0);
    expect(existsSync(join(cwd, 'svc/yarn.lock'))).toBe(false);
  });
});

interface Planned {
  readonly changes: readonly { readonly path: string; readonly after?: string; readonly privacy?: string }[];
}

describe('a signal', () => {
  it(
    'while packages are installed ends the run with 130 and says what stands',
    { timeout: 30_000 },
    async () => {
      const [cwd, bin] = [folder(), folder()];
      writeFileSync(join(bin, 'npm'), '#!/bin/sh\n[ "$1" = --version ] && exit 0\nexec sleep 20\n', {
        mode: 0o755,
      });
      const child = spawn(
        process.execPath,
        [join(root, 'dist/rampart.cjs'), 'new', 'svc', '--yes', '--no-git'],
        {
          cwd,
          env: { PATH: `${bin}:/bin:/usr/bin` },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('npm install')) child.kill('SIGINT');
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(code).toBe(130);
      expect(said).toMatch(/Cancelled\. The files in .*svc were made; "rampart undo" there reverts them\./);
    },
  );
});

describe('the next command after a kill', () => {
  it.each([['undo']])('%s rolls back what was cut off, and says so', async (name) => {
    const cwd = oldRepo();
    const was = snapshot(cwd);
    cutOff(cwd);
    expect(snapshot(cwd)).not.toEqual(was);
    const { out } = await rampart([name], { cwd });
    expect(out).toContain(`A run of "rampart add" was interrupted in ${cwd}; it is rolled back now.`);
    expect(snapshot(cwd)).toEqual(was);
  });
});

describe('a command that only looks, after a kill', () => {
  it.each([[['verify']], [['list']], [['schema']], [['add', 'cors', '--dry-run']]])(
    '%s says so and writes nothing',
    async (args) => {
      const cwd = oldRepo();
      cutOff(cwd);
      const was = snapshot(cwd);
      const { err } = await rampart(args, { cwd });
      expect(err).toContain(`says that a run in ${cwd} was interrupted`);
      expect(snapshot(cwd)).toEqual(was);
    },
  );
});

/** Leaves a folder as a killed add does: a journal, one file changed, one not yet. */
function cutOff(cwd: string): void {
  const before = readFileSync(join(cwd, 'package.json'), 'utf8');
  const changes = [update('package.json', before, `${before} `), create('a.js', ''), create('b.js', '')];
  let broken = false;
  const { disk } = failingDisk(8, () => (broken = true));
  const dying = new Proxy(disk, {
    get:
      (target, name: keyof Disk) =>
      (...args: never[]) => {
        if (broken) throw new Error('dead');
        return (target[name] as (...rest: never[]) => unknown)(...args);
      },
  });
  expect(() => commitAdd({ plan: { root: cwd, command: 'add', notes: [], changes }, disk: dying })).toThrow();
  const journal = join(cwd, '.rampart/journal.json');
  const dead = { ...(JSON.parse(readFileSync(journal, 'utf8')) as object), pid: 99_999_999 };
  rmSync(journal);
  writeFileSync(journal, JSON.stringify(dead));
  for (const entry of readdirSync(cwd))
    if (entry.endsWith(`.rampart-${process.pid}`)) rmSync(join(cwd, entry));
}

it('ends quietly when its reader goes away', async () => {
  const child = spawn(
    'sh',
    ['-c', `"${process.execPath}" "${join(root, 'dist/rampart.cjs')}" list --json | head -c 1`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  expect(err).toBe('');
});
