import { execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { openGit } from '../../src/repo/git/git.js';
import { movingVariables } from '../../src/repo/git/start.js';
import { git, plainGit, programIn, shapes, traps, write, type Laid } from '../support/hostile-git.js';

/** What git is asked about a stranger's repository: the right answers, and nothing of theirs started. */
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function fresh(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-test-git-'));
  made.push(folder);
  return folder;
}

const shaped = (id: string): Laid => {
  const shape = shapes.find((each) => each.id === id);
  if (shape === undefined) throw new Error(id);
  return shape.lay(fresh());
};

function askAll(root: string): ReturnType<typeof openGit> {
  const asked = openGit(root);
  asked.tracked();
  asked.ignored(['.env', 'notes.txt'], 'all');
  asked.history();
  asked.changes(['notes.txt', 'package.json']);
  return asked;
}

describe('no program of a repository is started', { timeout: 60_000 }, () => {
  it.each(traps)('$id', ({ set, fire }) => {
    const laid = shaped('plain');
    const { program, marks } = programIn(join(laid.beside, 'trap'));
    set(laid, program);
    askAll(laid.root);
    expect(marks()).toBe(0);
    for (const args of fire) plainGit(laid.root, args);
    expect(marks()).toBeGreaterThan(0);
  });

  it('nor one that a submodule names, which git would look into', () => {
    const laid = shaped('around a submodule');
    const { program, marks } = programIn(join(laid.beside, 'trap'));
    git(join(laid.top, 'sub'), 'config', 'core.fsmonitor', program);
    expect(askAll(laid.root).state).toBe('used');
    expect(marks()).toBe(0);
    plainGit(laid.root, ['status']);
    expect(marks()).toBeGreaterThan(0);
  });

  it('nor a git that lies in the repository, where npm puts it on the PATH', () => {
    const laid = shaped('plain');
    const bin = join(laid.root, 'node_modules/.bin');
    const { program, marks } = programIn(bin);
    renameSync(program, join(bin, 'git'));
    const path = process.env['PATH'];
    try {
      process.env['PATH'] = `${bin}:node_modules/.bin:${path ?? ''}`;
      expect(askAll(laid.root).state).toBe('used');
      expect(marks()).toBe(0);
      execFileSync('sh', ['-c', 'git status; true'], { cwd: laid.root, stdio: 'ignore' });
      expect(marks()).toBe(1);
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('nor is anything moved by variables of the caller', () => {
    const laid = shaped('plain');
    const other = shaped('plain');
    const trace = join(laid.beside, 'trace');
    const { program, marks } = programIn(join(laid.beside, 'trap'));
    const extra = {
      GIT_DIR: other.dir,
      GIT_WORK_TREE: '/etc',
      GIT_INDEX_FILE: '/nonexistent',
      GIT_TRACE: trace,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: program,
      GIT_EXTERNAL_DIFF: program,
    };
    Object.assign(process.env, extra);
    try {
      expect(askAll(laid.root)).toMatchObject({ state: 'used', top: laid.top });
      expect(readdirSync(laid.beside)).not.toContain('trace');
      expect(marks()).toBe(0);
    } finally {
      for (const name of Object.keys(extra)) Reflect.deleteProperty(process.env, name);
    }
  });
});

describe('every shape is read', { timeout: 60_000 }, () => {
  const histories: Readonly<Record<string, string>> = { shallow: 'no', 'partial, without blobs': 'no' };

  it.each(shapes.filter(({ id }) => id !== 'its repository elsewhere'))('$id', ({ id, lay }) => {
    const laid = lay(fresh());
    const asked = openGit(laid.root);
    expect(asked).toMatchObject({
      state: 'used',
      because: '',
      top: laid.top,
      head: git(laid.top, 'rev-parse', 'HEAD').trim(),
    });
    expect(asked.tracked()).toMatchObject({
      told: 'yes',
      value: expect.arrayContaining(['notes.txt', 'server.js']),
    });
    expect(asked.history().told).toBe(histories[id] ?? 'yes');
    expect(asked.changes(['notes.txt', 'server.js'])).toEqual({
      told: 'yes',
      value: { changed: [], unknown: [] },
    });
    write(laid.root, { 'notes.txt': 'new\n', 'new.txt': '' });
    expect(asked.changes(['notes.txt', 'new.txt', 'server.js'])).toEqual({
      told: 'yes',
      value: { changed: ['notes.txt', 'new.txt'], unknown: [] },
    });
    expect(asked.prefix).toBe(id === 'a folder below the top' ? 'services/api' : '');
  });

  it('one whose repository is elsewhere, and does not name it in turn, is not', () => {
    expect(openGit(shaped('its repository elsewhere').root)).toMatchObject({
      state: 'could-not-be-read',
      because: expect.stringContaining('does not name this folder in turn'),
    });
  });

  it('rules above the folder hold, and what is tracked is not ignored', () => {
    const { root, top } = shaped('a folder below the top');
    write(top, { '.gitignore': '*.secret\n/services/api/only.txt\n' });
    write(root, { '.gitignore': '!kept.secret\nnotes.txt\n' });
    const asked = openGit(root).ignored(
      ['a.secret', 'kept.secret', 'only.txt', 'notes.txt', 'other.txt'],
      'shared',
    );
    expect(asked).toEqual({ told: 'yes', value: new Set(['a.secret', 'only.txt']) });
  });

  it('rules of this clone alone count only where they are asked for', () => {
    const { root, dir } = shaped('plain');
    write(dir, { 'info/exclude': 'mine\n' });
    expect(openGit(root).ignored(['mine'], 'shared')).toEqual({ told: 'yes', value: new Set() });
    expect(openGit(root).ignored(['mine'], 'all')).toEqual({ told: 'yes', value: new Set(['mine']) });
  });

  it('a folder that the repository around it ignores is not in it', () => {
    const { top } = shaped('plain');
    write(top, { '.gitignore': 'inner\n', 'inner/package.json': '{}', 'inner/.gitignore': '.env\n' });
    const asked = openGit(join(top, 'inner'));
    expect(asked).toMatchObject({ state: 'not-a-repository', prefix: '' });
    expect(asked.ignored(['.env', 'x'], 'shared')).toEqual({ told: 'yes', value: new Set(['.env']) });
    git(top, 'add', '-f', 'inner/package.json');
    expect(openGit(join(top, 'inner'))).toMatchObject({ state: 'used', prefix: 'inner' });
  });
});

describe('history', { timeout: 60_000 }, () => {
  const added = (root: string): readonly string[] => {
    const answer = openGit(root).history();
    return answer.told === 'yes' ? answer.value.added.map(({ path }) => path) : [answer.because];
  };

  it('has what only a merge brought, and what lies on branches, tags, stashes and in other worktrees', () => {
    const { top, beside } = shaped('plain');
    const commit = (path: string): void => {
      write(top, { [path]: path });
      git(top, 'add', '-A', '-f');
      git(top, 'commit', '-q', '-m', path);
    };
    const branch = git(top, 'branch', '--show-current').trim();
    git(top, 'checkout', '-q', '-b', 'side');
    commit('side.env');
    git(top, 'checkout', '-q', branch);
    commit('b.txt');
    git(top, 'merge', '-q', '--no-commit', 'side');
    write(top, { 'merge.env': 'x' });
    git(top, 'add', '-f', 'merge.env');
    git(top, 'commit', '-q', '-m', 'merge');
    git(top, 'rm', '-q', 'merge.env', 'side.env');
    git(top, 'commit', '-q', '-m', 'gone');
    git(top, 'checkout', '-q', '--detach');
    commit('tagged.env');
    git(top, 'tag', '-a', '-m', 'x', 'v1');
    git(top, 'checkout', '-q', branch);
    git(top, 'worktree', 'add', '-q', '--detach', join(beside, 'linked'));
    write(join(beside, 'linked'), { 'linked.env': 'x' });
    git(join(beside, 'linked'), 'add', '-f', 'linked.env');
    git(join(beside, 'linked'), 'commit', '-q', '-m', 'linked');
    write(top, { 'stashed.env': 'x', 'odd\nnäme.env': 'x' });
    git(top, 'add', '-f', 'stashed.env');
    git(top, 'stash', '-q', '--include-untracked');
    git(top, 'pack-refs', '--all');
    expect(added(top)).toEqual(
      expect.arrayContaining([
        'side.env',
        'merge.env',
        'tagged.env',
        'linked.env',
        'stashed.env',
        'odd\nnäme.env',
      ]),
    );
  });

  it('is empty and whole before the first commit', () => {
    const folder = fresh();
    git(folder, 'init', '-q');
    expect(openGit(folder)).toMatchObject({ state: 'used', head: undefined });
    expect(openGit(folder).history()).toMatchObject({ told: 'yes', value: { commits: 0 } });
  });

  it.each([
    ['shallow', 'the clone is shallow'],
    ['partial, without blobs', 'the clone is partial'],
  ])('of a clone that is %s is no answer', (id, because) => {
    expect(openGit(shaped(id).root).history()).toMatchObject({
      told: 'no',
      because: expect.stringContaining(because),
    });
  });

  it.each([
    ['a branch without its commit', ({ dir }: Laid) => write(dir, { 'refs/heads/x': `${'1'.repeat(40)}\n` })],
    ['a branch that is no reference', ({ dir }: Laid) => write(dir, { 'refs/heads/x': 'nonsense\n' })],
    ['objects that are gone', ({ dir }: Laid) => removeObjects(dir)],
  ])('with %s is no answer', (_, harm) => {
    const laid = shaped('plain');
    harm(laid);
    expect(openGit(laid.root).history().told).toBe('no');
  });

  it('of branches in a form that is not known here is no answer, and the files are still known', () => {
    const { root, dir } = shaped('plain');
    const config = readFileSync(join(dir, 'config'), 'utf8').replace(
      'repositoryformatversion = 0',
      'repositoryformatversion = 1',
    );
    writeFileSync(join(dir, 'config'), `${config}[extensions]\n\trefStorage = reftable\n`);
    writeFileSync(join(dir, 'HEAD'), 'ref: refs/heads/.invalid\n');
    const asked = openGit(root);
    expect(asked).toMatchObject({ state: 'used', head: undefined });
    expect(asked.tracked()).toMatchObject({ told: 'yes', value: expect.arrayContaining(['server.js']) });
    expect(asked.history().told).toBe('no');
  });
});

function removeObjects(dir: string): void {
  for (const name of readdirSync(join(dir, 'objects')))
    if (/^[0-9a-f]{2}$/.test(name)) rmSync(join(dir, 'objects', name), { recursive: true });
}

describe('what cannot be read says why, and soon', { timeout: 60_000 }, () => {
  const odd: readonly (readonly [string, (path: string) => void])[] = [
    ['a FIFO', (path) => void execFileSync('mkfifo', [path])],
    ['a device by a link', (path) => symlinkSync('/dev/zero', path)],
    ['a folder', (path) => mkdirSync(path)],
    ['200 MiB', (path) => (writeFileSync(path, ''), truncateSync(path, 200 * 1024 * 1024))],
  ];
  const files = ['HEAD', 'index', 'config', 'packed-refs', 'shallow'];

  it.each(files.flatMap((file) => odd.map(([what, make]) => [what, file, make] as const)))(
    '%s in place of %s',
    (_, file, make) => {
      const laid = shaped('packed refs');
      rmSync(join(laid.dir, file), { force: true });
      make(join(laid.dir, file));
      const started = Date.now();
      expect(askAll(laid.root).state).toBe('could-not-be-read');
      expect(openGit(laid.root).history().told).toBe('no');
      expect(Date.now() - started).toBeLessThan(5000);
    },
  );

  it.each(odd.slice(0, 3))('%s in place of .git', (_, make) => {
    const folder = fresh();
    make(join(folder, '.git'));
    expect(openGit(folder).state).toBe(_ === 'a folder' ? 'not-a-repository' : 'could-not-be-read');
  });

  it('a .git that is a link to a good repository', () => {
    const { dir } = shaped('plain');
    const folder = fresh();
    symlinkSync(dir, join(folder, '.git'));
    expect(openGit(folder)).toMatchObject({
      state: 'could-not-be-read',
      because: expect.stringContaining('is a link'),
    });
  });

  it.each([
    [
      'an index that is no index',
      ({ dir }: Laid) => writeFileSync(join(dir, 'index'), 'nonsense'.repeat(20)),
    ],
    ['no folder of objects', ({ dir }: Laid) => rmSync(join(dir, 'objects'), { recursive: true })],
    ['no HEAD', ({ dir }: Laid) => unlinkSync(join(dir, 'HEAD'))],
    [
      'a HEAD that leads out',
      ({ dir }: Laid) => writeFileSync(join(dir, 'HEAD'), 'ref: refs/../../../../etc/passwd\n'),
    ],
    ['objects elsewhere', ({ dir }: Laid) => writeFileSync(join(dir, 'commondir'), '/tmp\n')],
  ])('%s', (_, harm) => {
    const laid = shaped('plain');
    harm(laid);
    const { state, because } = askAll(laid.root);
    expect(state).toBe('could-not-be-read');
    expect(because.length).toBeGreaterThan(10);
  });

  it('a worktree that borrows the repository of another', () => {
    const { dir } = shaped('plain');
    const folder = fresh();
    writeFileSync(join(folder, '.git'), `gitdir: ${dir}\n`);
    expect(openGit(folder).state).toBe('could-not-be-read');
  });

  it('a FIFO in place of .gitignore, on which git itself waits: it is stopped once, and not asked again', () => {
    const { root } = shaped('plain');
    rmSync(join(root, '.gitignore'));
    execFileSync('mkfifo', [join(root, '.gitignore')]);
    const started = Date.now();
    expect(askAll(root)).toMatchObject({
      state: 'could-not-be-read',
      because: expect.stringContaining('did not end'),
    });
    expect(Date.now() - started).toBeLessThan(25_000);
  });

  it('a machine without git', () => {
    const { root } = shaped('plain');
    const path = process.env['PATH'];
    try {
      process.env['PATH'] = fresh();
      expect(askAll(root)).toMatchObject({
        state: 'could-not-be-read',
        because: expect.stringContaining('git is not installed'),
      });
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('changes', { timeout: 60_000 }, () => {
  it('of a file with a filter are unknown when bytes differ, and none when they are the same', () => {
    const { root, top } = shaped('plain');
    write(top, { '.gitattributes': 'notes.txt filter=x\n' });
    git(top, 'add', '-A');
    git(top, 'commit', '-q', '-m', 'attributes');
    utimesSync(join(root, 'notes.txt'), new Date(), new Date(Date.now() + 3_600_000));
    expect(openGit(root).changes(['notes.txt'])).toEqual({
      told: 'yes',
      value: { changed: [], unknown: [] },
    });
    write(root, { 'notes.txt': 'other\n' });
    expect(openGit(root).changes(['notes.txt'])).toEqual({
      told: 'yes',
      value: { changed: [], unknown: [{ path: 'notes.txt', filter: 'x' }] },
    });
  });

  it('of the same size, made in the second in which the index was written, are seen', () => {
    const { root, top } = shaped('plain');
    write(root, { 'notes.txt': 'aaaa\n' });
    git(top, 'add', 'notes.txt');
    git(top, 'commit', '-q', '-m', 'a');
    write(root, { 'notes.txt': 'bbbb\n' });
    expect(openGit(root).changes(['notes.txt'])).toMatchObject({ value: { changed: ['notes.txt'] } });
  });
});

describe('the private repository', { timeout: 60_000 }, () => {
  it('is gone after each answer, and after each that there was not', () => {
    const [sound, broken, own] = [shaped('plain'), shaped('plain'), fresh()];
    writeFileSync(join(broken.dir, 'index'), 'nonsense');
    const folder = process.env['TMPDIR'];
    try {
      process.env['TMPDIR'] = own;
      expect(askAll(sound.root).state).toBe('used');
      expect(askAll(broken.root).state).toBe('could-not-be-read');
      expect(readdirSync(own)).toEqual([]);
    } finally {
      if (folder === undefined) Reflect.deleteProperty(process.env, 'TMPDIR');
      else process.env['TMPDIR'] = folder;
    }
  });

  it('is gone after a signal, too', async () => {
    const { root } = shaped('plain');
    rmSync(join(root, '.gitignore'));
    execFileSync('mkfifo', [join(root, '.gitignore')]);
    const own = fresh();
    const code = `import { openGit } from ${JSON.stringify(join(import.meta.dirname, '../../src/repo/git/git.ts'))};
      process.on('SIGINT', () => process.exit(130));
      openGit(${JSON.stringify(root)}).tracked();
      setTimeout(() => process.exit(0), 2000);`;
    const script = join(fresh(), 'ask.mts');
    writeFileSync(script, code);
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, TMPDIR: own },
      stdio: 'ignore',
    });
    const isThere = (): boolean => readdirSync(own).some((name) => name.startsWith('rampart-git-'));
    await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130);
    expect(isThere()).toBe(false);
  });
});

describe('the sources', () => {
  const root = join(import.meta.dirname, '../..');
  const files = ['src', 'generators'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${room}/${path.replaceAll('\\', '/')}`),
  );

  it('start git in one place', () => {
    const starting = files.filter((path) => startsGit(readFileSync(join(root, path), 'utf8')));
    expect(starting).toEqual(['src/repo/git/start.ts']);
  });

  it('would be found out: the check knows the ways in which a program is started', () => {
    for (const code of [
      "import { execFileSync, spawn } from 'node:child_process'; execFileSync('git', ['log'])",
      "import { spawn } from 'child_process'; const program = 'git'; spawn(program)",
      "const { execa } = await import('execa'); await execa(`git`, ['log'])",
      "import { exec } from 'node:child_process'; exec('git log')",
      "import { exec } from 'node:child_process'; exec(`git log ${x}`)",
    ])
      expect(startsGit(code)).toBe(true);
    expect(startsGit("import { execa } from 'execa'; execa('npm')")).toBe(false);
    expect(startsGit("const flag = 'git'")).toBe(false);
  });

  it('take away every variable that this git calls its own', () => {
    const own = git(root, 'rev-parse', '--local-env-vars').trim().split('\n');
    expect(own.length).toBeGreaterThan(10);
    expect(movingVariables).toEqual(expect.arrayContaining(own));
  });
});

/** Whether a module can start programs, and names git or a command of git in a text. */
function startsGit(source: string): boolean {
  let starter = false;
  let named = false;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value } = node as { readonly type?: string; readonly value?: unknown };
    const text =
      type === 'TemplateElement'
        ? (value as { readonly cooked: string }).cooked
        : type === 'Literal'
          ? value
          : '';
    if (typeof text === 'string') {
      starter ||= /^(?:(?:node:)?child_process|execa)$/.test(text);
      named ||= /^git(?:\.exe)?(?:\s|$)/.test(text);
    }
    Object.values(node).forEach(visit);
  };
  visit(parseSync('file.ts', source).program);
  return starter && named;
}
