import { mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAdd } from '../../src/commit/add.js';
import { applyAll } from '../../src/commit/apply.js';
import { realDisk } from '../../src/commit/disk.js';
import { ownIgnore } from '../../src/commit/journal.js';
import { commitNew } from '../../src/commit/new.js';
import { obstaclesIn } from '../../src/commit/obstacles.js';
import { findConflictsInNothing } from '../../src/commit/preflight.js';
import { withStateIgnored } from '../../src/commit/state-folder.js';
import { addPlan, create, fill, folderWith, newPlan, oldFolder, snapshot } from './folders.js';

const obstacles = (
  files: Readonly<Record<string, string>>,
  paths: readonly string[] = ['src/a.ts', 'README.md'],
) =>
  obstaclesIn(
    {
      root: folderWith(files),
      command: 'new' as const,
      notes: [],
      changes: paths.map((path) => create(path, '')),
    },
    realDisk,
  );

describe('in the way of a new service', () => {
  it.each([
    ['index.js', 'index.js'],
    ['page.tsx', 'page.tsx'],
    ['package.json', 'package.json'],
    ['package-lock.json', 'package-lock.json'],
    ['tsconfig.json', 'tsconfig.json'],
    ['tsconfig.build.json', 'tsconfig.build.json'],
    ['jsconfig.json', 'jsconfig.json'],
    ['deno.json', 'deno.json'],
    ['deno.jsonc', 'deno.jsonc'],
    ['yarn.lock', 'yarn.lock'],
    ['.yarnrc', '.yarnrc'],
    ['.yarnrc.yml', '.yarnrc.yml'],
    ['.pnp.cjs', '.pnp.cjs'],
    ['pnpm-lock.yaml', 'pnpm-lock.yaml'],
    ['pnpm-workspace.yaml', 'pnpm-workspace.yaml'],
    ['bun.lock', 'bun.lock'],
    ['bun.lockb', 'bun.lockb'],
    ['turbo.json', 'turbo.json'],
    ['node_modules/x', 'node_modules/'],
    ['lib/deep/down/index.mjs', 'lib/'],
    ['lib/package.json', 'lib/'],
    ['src/notes.txt', 'src/'],
    ['readme.md', 'readme.md'],
    ['README.md', 'README.md'],
  ])('is %s', (path, told) => {
    expect([...new Set(obstacles({ [path]: '' }))]).toEqual([told]);
  });

  it.each([
    'LICENSE',
    'notes.txt',
    'docs/notes.txt',
    '.github/a.js',
    'my-package.json',
    'package.json5',
    'tsconfig',
  ])('is not %s', (path) => {
    expect(obstacles({ [path]: '' })).toEqual([]);
  });

  it('is a file of the plan deep in a folder of settings, by its path', () => {
    expect(obstacles({ '.github/ci.yml': '' }, ['.github/ci.yml', '.github/other.yml'])).toEqual([
      '.github/ci.yml',
    ]);
  });

  it('is a folder with more in it than can be looked through, or that cannot be looked into', () => {
    const names = Array.from({ length: 2001 }, (_, at) => `${String(at)}.txt`);
    const root = folderWith({ 'data/a.txt': '' });
    const plan = { root, command: 'new' as const, notes: [], changes: [] };
    const list = (found: () => readonly string[]) => (folder: string) =>
      folder === join(root, 'data') ? found() : realDisk.list(folder);
    expect(obstaclesIn(plan, realDisk)).toEqual([]);
    expect(obstaclesIn(plan, { ...realDisk, list: list(() => names) })).toEqual(['data/']);
    expect(obstaclesIn(plan, { ...realDisk, list: list(() => names.slice(1)) })).toEqual([]);
    const closed = list(() => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    });
    expect(obstaclesIn(plan, { ...realDisk, list: closed })).toEqual(['data/']);
  });

  it('is listed up to eight, and a package.json is said to be a service', () => {
    const facts = (files: readonly string[]): unknown => {
      const root = folderWith(Object.fromEntries(files.map((name) => [name, ''])));
      try {
        commitNew({ plan: newPlan(root), cwd: '/' });
      } catch (error) {
        return (error as { facts: unknown }).facts;
      }
      return undefined;
    };
    const names = Array.from({ length: 9 }, (_, at) => `${String(at)}.js`);
    expect(facts(names.slice(1))).toMatchObject({ entries: names.slice(1).join(', ') });
    expect(facts(names)).toMatchObject({ entries: `${names.slice(0, 8).join(', ')} and 1 more` });
    expect(facts(['package.json'])).toMatchObject({ entries: 'package.json', service: 'there' });
    expect(facts(['a.js'])).not.toHaveProperty('service');
  });
});

describe('an empty folder for a new service', () => {
  it.each(['its parent', 'a folder beside it'])(
    'is replaced in one step, with its mode, from %s',
    (place) => {
      const cwd = folderWith({ 'beside/x': '' });
      const root = join(cwd, 'svc');
      mkdirSync(root, { mode: 0o700 });
      const { ino } = statSync(root);
      commitNew({ plan: newPlan(root), cwd: place === 'its parent' ? cwd : join(cwd, 'beside') });
      expect(statSync(root).ino).not.toBe(ino);
      expect(statSync(root).mode & 0o777).toBe(0o700);
      expect(readdirSync(cwd).sort()).toEqual(['beside', 'svc']);
    },
  );
});

describe('a service inside a workspace', () => {
  const plan = (root: string) => ({
    root,
    command: 'new' as const,
    service: 'services/a',
    notes: [],
    changes: [create('services/a/package.json', '{}\n'), create('ci.yml', 'x\n')],
  });

  it('is written beside what the workspace has', () => {
    const root = folderWith({ 'package.json': '{}', 'services/b/package.json': '{}' });
    commitNew({ plan: plan(root), cwd: root });
    expect(readdirSync(join(root, 'services')).sort()).toEqual(['a', 'b']);
    expect(readdirSync(root)).toContain('ci.yml');
  });

  it('is refused where its own folder is in use, or a file above is there', () => {
    const used = folderWith({ 'services/a/index.js': '' });
    expect(() => commitNew({ plan: plan(used), cwd: used })).toThrow(
      expect.objectContaining({ code: 'RAMPART_FOLDER_NOT_EMPTY' }),
    );
    const taken = folderWith({ 'ci.yml': 'mine' });
    expect(() => commitNew({ plan: plan(taken), cwd: taken })).toThrow(
      expect.objectContaining({ code: 'RAMPART_CONFLICTS' }),
    );
    expect(readdirSync(taken)).toEqual(['ci.yml']);
  });
});

describe('conflicts', () => {
  it('are all told at once, and nothing is written', () => {
    const root = oldFolder();
    fill(root, { '.env': 'mine', 'src/app.ts': 'mine' });
    const stood = snapshot(root);
    expect(() => commitAdd({ plan: addPlan(root) })).toThrow(
      expect.objectContaining({
        code: 'RAMPART_CONFLICTS',
        facts: {
          count: '2 things are',
          list: '  src/app.ts: it changed since it was read\n  .env: it exists already',
        },
      }),
    );
    fill(root, { 'src/app.ts': 'export const app = 1;\n' });
    expect(() => commitAdd({ plan: addPlan(root) })).toThrow(
      expect.objectContaining({ facts: { count: '1 thing is', list: '  .env: it exists already' } }),
    );
    fill(root, { 'src/app.ts': 'mine' });
    expect(snapshot(root)).toEqual(stood);
  });

  it('of a folder that is not there yet are a closed one above it, and names that clash', () => {
    const above = folderWith();
    const root = join(above, 'a/b');
    const closed = {
      ...realDisk,
      writable: (path: string) => (path === above ? ('no' as const) : ('yes' as const)),
    };
    const plan = { root, command: 'new' as const, notes: [], changes: [create('x', ''), create('X', '')] };
    expect(findConflictsInNothing(plan, closed)).toEqual([
      { path: 'X', because: 'the plan names it twice' },
      { path: '.', because: `${above} is not writable` },
    ]);
    expect(findConflictsInNothing({ ...plan, changes: [create('x', '')] })).toEqual([]);
  });

  it('that come up after they were looked for stop the run before it writes', () => {
    const root = folderWith({ 'real.ts': 'a' });
    symlinkSync('real.ts', join(root, 'a.ts'));
    const stood = snapshot(root);
    expect(() =>
      applyAll({
        root,
        command: 'add',
        ends: { by: 'keeping', record: '0001.json' },
        operations: [{ kind: 'write', path: 'a.ts', bytes: Buffer.from('b') }],
        disk: realDisk,
      }),
    ).toThrow(
      expect.objectContaining({
        code: 'RAMPART_CONFLICTS',
        facts: { count: '1 thing is', list: '  a.ts: not a regular file' },
      }),
    );
    expect(snapshot(root)).toEqual(stood);
  });
});

describe('the ignore file of what only this machine needs', () => {
  const paths = (plan: ReturnType<typeof addPlan>, found: 'absent' | 'look'): readonly string[] =>
    withStateIgnored(plan, found).changes.map(({ path }) => path);

  it('comes with a plan, unless it is there, or nothing changes', () => {
    const root = folderWith();
    const plan = { ...addPlan(root), changes: [create('a.ts', '')] };
    expect(withStateIgnored(plan, 'look').changes).toEqual([
      create('a.ts', ''),
      { path: ownIgnore.path, kind: 'create', after: ownIgnore.text, owner: 'owned' },
    ]);
    expect(paths({ ...plan, changes: [] }, 'absent')).toEqual([]);
    expect(paths(addPlan(root), 'absent')).toEqual(addPlan(root).changes.map(({ path }) => path));
    fill(root, { [ownIgnore.path]: ownIgnore.text });
    expect(paths(plan, 'look')).toEqual(['a.ts']);
    expect(paths(plan, 'absent')).toEqual(['a.ts', ownIgnore.path]);
  });
});
