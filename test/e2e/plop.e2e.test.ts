import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** A clone of this repository in which a contributor begins a piece, without a terminal. */
const house = join(import.meta.dirname, '../..');
const clone = mkdtempSync(join(tmpdir(), 'rampart-plop-'));
afterAll(() => rmSync(clone, { recursive: true }));

const run = (command: string, ...args: readonly string[]) =>
  execa(command, args, { cwd: clone, all: true, reject: false, stdin: 'ignore', timeout: 230_000 });
const plop = (...words: readonly string[]) => run('npx', '--no-install', 'plop', 'piece', ...words);
const changed = async (): Promise<readonly string[]> =>
  (await run('git', 'status', '--short', '--untracked-files=all')).stdout
    .split('\n')
    .filter((line) => line !== '');

beforeAll(async () => {
  const { stdout } = await execa('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: house });
  for (const path of stdout.split('\0').filter((each) => each !== ''))
    await cp(join(house, path), join(clone, path)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // deleted, and not yet committed
    });
  symlinkSync(join(house, 'node_modules'), join(clone, 'node_modules'));
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'x'],
  ])
    await run('git', ...args);
});

it.each([
  ['no words', []],
  ['too few', ['audit-log', 'Audit log']],
  ['an id that is taken', ['cors', 'CORS', 'Once more.']],
  ['an id that is none', ['Audit Log', 'Audit log', 'Who did what is known.']],
])('%s: says what it expected, asks nothing and writes nothing', async (_, words) => {
  const { exitCode, all } = await plop(...words);
  expect({ exitCode, all }).toEqual({ exitCode: 1, all: expect.stringContaining('Expected ') as string });
  expect(await changed()).toEqual([]);
});

it('begins a piece that is green', async () => {
  const { exitCode, all } = await plop('audit-log', 'Audit log', 'Who did what is known.');
  expect(exitCode, all).toBe(0);
  const paths = (await changed()).map((line) => line.slice(3));
  for (const path of [
    'docs/checklist.md',
    'docs/services.md',
    'test/golden/express-compose/src/security/index.ts.txt',
  ])
    expect(paths).toContain(path);
});

it.each([
  ['its types', ['tsc', '-p', '.']],
  ['its format', ['prettier', '--check', '.']],
  ['its lint', ['eslint', '-c', '.config/eslint.config.mjs', 'src', 'generators']],
  [
    'the tests of the house',
    ['vitest', 'run', '-c', '.config/vitest.config.ts']
      .concat(['house', 'rooms', 'exported-names', 'golden', 'controls', 'mutants', 'read', 'pieces', 'plop'])
      .concat(['--exclude', 'test/repo/**', '--exclude', 'test/read-file.test.ts']),
  ],
])('and passes %s', async (_, [command = '', ...args]) => {
  const { exitCode, all } = await run('npx', '--no-install', command, ...args);
  expect(exitCode, all).toBe(0);
});
