import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { afterEach, describe, expect, it } from 'vitest';
import { planAdd } from '../../src/plan/add.js';
import type { Plan } from '../../src/plan/plan.js';
import { detectRepo } from '../../src/repo/detect.js';
import { isRefusal, printRefusal, type Refusal } from '../../src/wire/refusal.js';
import {
  checkedOutCatalogue,
  copyOf,
  filesOf,
  fixedSecret,
  refusedShapes,
  shapes,
  write,
  type Case,
} from './cases.js';

// Expected files are looked at in review. After a wanted change: UPDATE_REPOS=1 npm test -- test/wire/add.test.ts
const update = process.env['UPDATE_REPOS'] === '1';
const catalogue = await checkedOutCatalogue();
let remove = (): void => undefined;
afterEach(() => {
  remove();
});

/** A copy of a fixture, and the package in it that the command is run in. */
function copy({ folder, dir = '' }: Case): string {
  const made = copyOf(join(folder, 'input'));
  remove = made.remove;
  return join(made.root, dir);
}

const add = (root: string, pieces: readonly string[]): Plan | Refusal =>
  planAdd({ repo: detectRepo(root), pieces, catalogue, secret: fixedSecret });

function planned(root: string, pieces: readonly string[]): Plan {
  const plan = add(root, pieces);
  if (isRefusal(plan as { kind?: string })) throw new Error(printRefusal(plan as Refusal));
  return plan as Plan;
}

function refused(root: string, pieces: readonly string[]): Refusal {
  const refusal = add(root, pieces);
  if (!isRefusal(refusal as { kind?: string })) throw new Error('was not refused');
  return refusal as Refusal;
}

describe.each(shapes())('add to $name', (shape: Case) => {
  const { folder, pieces } = shape;
  it('makes the expected files, and a second time nothing', () => {
    const root = copy(shape);
    const plan = planned(root, pieces);
    write(plan);
    const { sources, wiring } = reviewed(plan, filesOf(root));
    const expected = join(folder, 'expected');
    if (update) {
      rmSync(expected, { recursive: true, force: true });
      for (const [path, text] of Object.entries(wiring)) place(join(expected, path), text);
      place(join(expected, 'files.txt'), sources);
      place(join(expected, 'notes.txt'), `${plan.notes.join('\n')}\n`);
    }
    expect({ ...wiring, 'files.txt': sources, 'notes.txt': `${plan.notes.join('\n')}\n` }).toEqual(
      filesOf(expected),
    );
    expect(planned(root, pieces).changes).toEqual([]);
    expect(planned(root, [...pieces].reverse()).changes).toEqual([]);
  });

  it('only adds to the lines of the user', () => {
    const plan = planned(copy(shape), pieces);
    for (const { path, before, after, owner } of plan.changes) {
      if (before === undefined || owner !== 'wired') continue;
      const gone = before
        .split('\n')
        .filter((line) => !after.split('\n').includes(line))
        .filter((line) => !after.includes(`${line.trimEnd().replace(/;$/, '')})`));
      // Options or a listening call that are wrapped are all that may change: the first line gets our name,
      // the last a bracket.
      expect(
        gone.filter((line) => !/listen\(|createServer\(|\bserve\(|fastify('\))?\(/i.test(line)),
        path,
      ).toEqual([]);
      expect(after.startsWith('\uFEFF'), path).toBe(before.startsWith('\uFEFF'));
      expect(
        before.includes('\r\n') ? after.replaceAll('\r\n', '').includes('\n') : after.includes('\r'),
        path,
      ).toBe(false);
    }
  });

  it('takes the pieces one by one to the same files', () => {
    const at = copy(shape);
    write(planned(at, pieces));
    const whole = filesOf(at);
    remove();
    const root = copy(shape);
    for (const piece of pieces) write(planned(root, [piece]));
    const sources = (files: Record<string, string>): Record<string, string> =>
      Object.fromEntries(
        Object.entries(files).filter(([path]) => path.includes('security/') || path === 'package.json'),
      );
    expect(sources(filesOf(root))).toEqual(sources(whole));
  });
});

describe.each(refusedShapes())('add to $name is refused', (shape: Case) => {
  const { folder, pieces } = shape;
  it('with the text to paste, and nothing changes', () => {
    const root = copy(shape);
    const before = filesOf(root);
    const refusal = refused(root, pieces);
    const text = printRefusal(refusal);
    const file = join(folder, 'refusal.txt');
    if (update) place(file, text);
    expect(text).toBe(filesOf(folder)['refusal.txt']);
    expect(filesOf(root)).toEqual(before);
  });

  it.runIf(existsSync(join(folder, 'input/test')))(
    'and the printed patch, applied, lets the same command finish',
    () => {
      const root = copy(shape);
      const { patch } = refused(root, pieces);
      const before = filesOf(root);
      const texts = parsePatch(patch).map((part) => {
        const path = (part.newFileName ?? '').replace(/^b\//, '');
        const text = applyPatch(before[path] ?? '', part);
        if (text === false) throw new Error(`the patch does not apply to ${path}`);
        return [path, text] as const;
      });
      expect(texts.length).toBeGreaterThan(0);
      for (const [path, text] of texts) place(join(root, path), text);
      const plan = planned(root, pieces);
      expect(plan.changes.map(({ owner }) => owner)).not.toContain('wired');
      write(plan);
      expect(planned(root, pieces).changes).toEqual([]);
    },
  );
});

/** What is kept for review: the user's files in full, and the list of ours (their text is the templates'). */
function reviewed(
  plan: Plan,
  files: Record<string, string>,
): { sources: string; wiring: Record<string, string> } {
  const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);
  const theirs = plan.changes.filter(
    ({ owner, path, privacy }) => (owner === 'wired' || !isCode(path)) && privacy !== 'secret',
  );
  const wiring = theirs
    .map(({ path }) => path)
    .filter((path) => path !== 'rampart.json' && path !== '.rampart/base.json');
  return {
    sources: `${plan.changes.map(({ path, kind, owner }) => `${kind} ${owner} ${path}`).join('\n')}\n`,
    wiring: Object.fromEntries(wiring.sort().map((path) => [path, files[path] ?? ''])),
  };
}

function place(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
