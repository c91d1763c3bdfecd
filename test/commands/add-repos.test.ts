import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { nothingWritten } from '../../src/commands/io.js';
import type { Change } from '../../src/plan/plan.js';
import { snapshot } from '../commit/folders.js';
import { pieces } from '../../generators/pieces/index.js';
import { filesOf, refusedShapes, shapes, type Case } from '../wire/cases.js';

// `rampart add` as its users run it: in a git repository, without a terminal, from arguments to exit code.
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe.each(shapes())('add in $name', ({ folder, dir = '', pieces: asked }: Case) => {
  it('plans what it writes, finds nothing to do the second time, and undo leaves no trace', async () => {
    const whole = repository(folder);
    const root = join(whole, dir);
    const before = snapshot(whole);

    const dry = await rampart(root, 'add', ...asked, '--dry-run');
    expect(dry).toMatchObject({ exit: 0, document: { outcome: 'planned' } });
    expect(snapshot(whole)).toEqual(before);

    expect(await rampart(root, 'add', ...asked)).toMatchObject({ exit: 0, document: { outcome: 'done' } });
    const told = foretold(dry.document.changes, filesOf(join(folder, 'input', dir)));
    const { '.env': secrets, ...open } = written(root);
    expect(open).toEqual(told);
    // Made anew by each run, and never printed.
    const isSecret = ({ path, privacy }: Change): boolean => path === '.env' && privacy === 'secret';
    expect(secrets !== undefined).toBe(dry.document.changes?.some(isSecret));

    const after = snapshot(whole);
    expect(await rampart(root, 'add', ...asked)).toMatchObject({
      exit: 0,
      document: { outcome: 'nothing to do', changes: [] },
    });
    expect(snapshot(whole)).toEqual(after);

    expect(await rampart(root, 'undo')).toMatchObject({ exit: 0, document: { outcome: 'undone' } });
    expect(snapshot(whole)).toEqual(before);
  });
});

describe.each(refusedShapes())('add in $name', ({ folder, pieces: asked }: Case) => {
  it('ends with 3, says what to paste, and leaves no trace', async () => {
    const root = repository(folder);
    const before = snapshot(root);
    const { exit, document, said } = await rampart(root, 'add', ...asked);
    expect({ exit, code: document.error?.code }).toEqual({ exit: 3, code: 'RAMPART_MANUAL_STEP' });
    const { statements = '', patch = '' } = document.error?.facts ?? {};
    expect(said).toContain(statements);
    expect(said).toContain(patch.trimEnd());
    // Where there is an app to wire, there is a text to paste.
    if (!/other-framework|syntax-error|workspace-|nest-javascript/.test(folder))
      expect(patch || statements).toContain('secureApp(');
    expect(snapshot(root)).toEqual(before);
  });
});

const anywhere = pieces.filter(({ newOnly }) => newOnly === undefined);
const newOnly = pieces.filter((piece) => !anywhere.includes(piece));

describe('each piece alone', () => {
  it.each(newOnly.map(({ id }) => id))(
    '%s is for new services: nothing is written, and it says why',
    async (id) => {
      const root = repository(shapes()[0]?.folder ?? '');
      const before = snapshot(root);
      const { exit, said } = await rampart(root, 'add', id);
      expect(exit).toBe(0);
      expect(said).toContain(`${id}: nothing is written, since `);
      expect(snapshot(root)).toEqual(before);
    },
  );

  it.each(anywhere.map(({ id }) => id))('%s brings files, and undo takes them back', async (id) => {
    const root = repository(shapes()[0]?.folder ?? '');
    const before = snapshot(root);
    const { exit, document } = await rampart(root, 'add', id);
    expect(exit).toBe(0);
    const brought = (document.changes ?? [])
      .map(({ path }) => path)
      .filter((path) => !/^(\.rampart\/|rampart\.json$|package\.json$)/.test(path));
    expect(brought).not.toEqual([]);
    expect(await rampart(root, 'undo')).toMatchObject({ exit: 0 });
    expect(snapshot(root)).toEqual(before);
  });
});

it.each([
  ['input-validation', ['src/security/contract.js', 'src/security/contract.js']],
  ['config', ['src/config.js', 'src/security/env.js']],
  ['problem', ['src/security/headers.js', 'src/security/problem.js']],
])('%s, which has no statement, comes as a library and says so', async (id, paths) => {
  const root = repository(shapes()[0]?.folder ?? '');
  const { said } = await rampart(root, 'add', id);
  for (const path of paths) {
    expect(Object.keys(written(root))).toContain(path);
    expect(said).toMatch(new RegExp(`${id}: nothing calls it yet.*${path}`));
  }
});

it.each(['ignore-files', 'documents'])('%s brings no code, and no root to call it from', async (id) => {
  const root = repository(shapes()[0]?.folder ?? '');
  const before = Object.keys(written(root));
  await rampart(root, 'add', id);
  const brought = Object.keys(written(root)).filter((path) => !before.includes(path));
  expect(brought.filter((path) => path.startsWith('src/'))).toEqual([]);
});

it.each([
  ['all pieces', pieces.map(({ id }) => id)],
  ['security-headers', ['security-headers', 'documents']],
  ['logging', ['logging', 'documents']],
])('with %s, documents name files by where they are in this repo', async (_, asked) => {
  const root = repository(shapes()[0]?.folder ?? '');
  await rampart(root, 'add', ...asked);
  const files = written(root);
  const named = [...(files['SECURITY-IMPLEMENTATION.md'] ?? '').matchAll(/`(src\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named).toContain('src/security/index.js');
  expect(named.filter((path) => !(path in files))).toEqual([]);
});

it('runtime leaves the install scripts of a repo that is not ours alone', async () => {
  const root = repository(shapes()[0]?.folder ?? '');
  await rampart(root, 'add', 'runtime');
  expect(Object.keys(written(root))).toContain('.nvmrc');
  expect(Object.keys(written(root))).not.toContain('.npmrc');
  expect(JSON.parse(written(root)['package.json'] ?? '')).toMatchObject({ engines: { node: '>=22.13' } });
});

it('runs no program that the settings of a repository name', async () => {
  const root = repository(shapes()[0]?.folder ?? '');
  const trap = join(root, '.git', 'trap');
  writeFileSync(trap, `#!/bin/sh\necho ran > "${trap}.ran"\n`, { mode: 0o755 });
  execFileSync('git', ['config', 'core.fsmonitor', trap], { cwd: root });
  expect(await rampart(root, 'add', 'cors')).toMatchObject({ exit: 0 });
  expect(existsSync(`${trap}.ran`)).toBe(false);
  execFileSync('git', ['status'], { cwd: root, stdio: 'pipe' });
  expect(existsSync(`${trap}.ran`)).toBe(true);
});

interface Ended {
  readonly exit: number;
  readonly document: {
    readonly outcome?: string;
    readonly changes?: readonly Change[];
    readonly error?: { readonly code: string; readonly facts: Readonly<Record<string, string>> };
  };
  /** What people read. */
  readonly said: string;
}

async function rampart(cwd: string, ...words: readonly string[]): Promise<Ended> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const exit = await main([...words, ...(words[0] === 'add' ? ['--yes'] : []), '--json'], {
    cwd,
    self: 'rampart',
    env: { NO_COLOR: '1' },
    stdin: new PassThrough().end(),
    stdout: out,
    stderr: err,
    talksTo: () => 'pipe',
    format: 'json',
    standing: nothingWritten,
  });
  // Since Node 26 read() gives a chunk, not all that is there.
  const text = (stream: PassThrough): string => {
    let all = '';
    for (let chunk = stream.read() as Buffer | null; chunk; chunk = stream.read() as Buffer | null)
      all += String(chunk);
    return all;
  };
  return { exit, document: JSON.parse(text(out)) as Ended['document'], said: text(err) };
}

/** A fixture as a repository with one commit; its package.json is executable, to see that modes survive. */
function repository(folder: string): string {
  const root = mkdtempSync(join(tmpdir(), 'rampart-repos-'));
  made.push(root);
  cpSync(join(folder, 'input'), root, { recursive: true });
  chmodSync(join(root, 'package.json'), 0o755);
  for (const words of [
    ['init', '--quiet'],
    ['add', '--all'],
    ['commit', '--quiet', '--message', 'before'],
  ])
    execFileSync('git', [...who, ...words], { cwd: root, stdio: 'pipe' });
  return root;
}

const who = ['-c', 'user.name=test', '-c', 'user.email=test@rampart.test', '-c', 'core.autocrlf=false'];

/** What lies in the folder, without what undo and git keep. */
const written = (root: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filesOf(root)).filter(([path]) => !/^(\.git\/|\.rampart\/undo\/)/.test(path)),
  );

const foretold = (
  changes: readonly Change[] = [],
  input: Record<string, string>,
): Record<string, string> => ({
  ...input,
  ...Object.fromEntries(
    changes.filter(({ privacy }) => privacy !== 'secret').map(({ path, after }) => [path, after]),
  ),
});
