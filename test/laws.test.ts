import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { presets, type PieceId } from '../src/define/words.js';
import { planAdd } from '../src/plan/add.js';
import { composeNew } from '../src/plan/compose-service.js';
import type { Emitted } from '../src/plan/emitted.js';
import { loadCatalogue } from '../generators/load-catalogue.js';
import type { Plan } from '../src/plan/plan.js';
import { piecesOf } from '../src/plan/select.js';
import { detectRepo } from '../src/repo/detect.js';
import { isRefusal } from '../src/wire/refusal.js';
import { frameworks } from '../generators/frameworks/index.js';
import type { Framework } from '../src/define/framework.js';
import { lay } from './support/lay.js';

/**
 * The laws that replace hundreds of snapshots, over all frameworks and over sets of pieces that are drawn at random.
 * Law 4 needs services that run: test/e2e/law-4.e2e.test.ts. Law 5 comes with `update`.
 */
const catalogue = loadCatalogue();
const work = mkdtempSync(join(tmpdir(), 'laws-'));
afterAll(() => {
  rmSync(work, { recursive: true });
});

const secret = (name: string): string => `generated-${name}-0123456789abcdef`;
let folders = 0;

const compose = (framework: Framework, pieces: readonly PieceId[]): readonly Emitted[] =>
  composeNew({
    answers: {
      name: 'law',
      framework: framework.id,
      options: {},
      target: catalogue.targets[0]?.id ?? '',
      preset: 'minimal',
      pieces,
      packageManager: 'npm',
      node: '26',
    },
    catalogue,
    secret,
  });

const byPath = (files: readonly Emitted[]): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(({ path, text, mode }) => [path, `${mode?.toString(8) ?? ''}\n${text}`]));

/** A fresh folder with these files. */
function fresh(files: readonly Emitted[]): string {
  const root = join(work, String(folders++));
  lay(root, files);
  return root;
}

function add(root: string, pieces: readonly PieceId[]): Plan {
  const plan = planAdd({ repo: detectRepo(root), pieces, catalogue, secret });
  if (isRefusal(plan)) throw new Error(`Refused: ${JSON.stringify(plan)}`);
  for (const { path, after, mode } of plan.changes) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), after, { mode: mode ?? 0o644 });
    if (mode !== undefined) chmodSync(join(root, path), mode);
  }
  return plan;
}

const read = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );

/**
 * Files of secrets belong to the user from the first line on: `add` appends to them, so there only the set
 * of keys and values is law.
 */
const withoutOrder = (
  found: Readonly<Record<string, string>>,
  files: readonly Emitted[],
): Readonly<Record<string, string | readonly string[]>> => ({
  ...found,
  ...Object.fromEntries(
    files
      .filter(({ privacy }) => privacy === 'secret')
      .map(({ path }) => [
        path,
        (found[path] ?? '')
          .split('\n')
          .filter((line) => /^\w+=/.test(line))
          .sort(),
      ]),
  ),
});

const texts = (files: readonly Emitted[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, text }) => [path, text]),
  );

// Hundreds of repositories are laid out and read again: on a busy machine that takes its time.
describe.each(frameworks)('on $id', { timeout: 180_000 }, (framework) => {
  const all = piecesOf('full', framework, catalogue);
  const subset = fc.subarray([...all]);

  it('law 1: new(base, pieces) = add(pieces) to new(base)', () => {
    fc.assert(
      fc.property(subset, subset, (first, second) => {
        const root = fresh(compose(framework, first));
        add(root, second);
        const union = compose(framework, [...new Set([...first, ...second])]);
        expect(withoutOrder(read(root), union)).toEqual(withoutOrder(texts(union), union));
        rmSync(root, { recursive: true });
      }),
      { numRuns: 20 },
    );
  });

  it('law 1 of presets: what a smaller one lacks, add brings', () => {
    for (const [at, preset] of presets.slice(1).entries()) {
      const [smaller, larger] = [presets[at] ?? preset, preset].map((each) =>
        piecesOf(each, framework, catalogue),
      ) as [readonly PieceId[], readonly PieceId[]];
      const root = fresh(compose(framework, smaller));
      add(
        root,
        larger.filter((id) => !smaller.includes(id)),
      );
      const whole = compose(framework, larger);
      expect(withoutOrder(read(root), whole)).toEqual(withoutOrder(texts(whole), whole));
      rmSync(root, { recursive: true });
    }
  });

  it('law 2: add twice = add once', () => {
    fc.assert(
      fc.property(subset, (pieces) => {
        const root = fresh(compose(framework, []));
        add(root, pieces);
        expect(add(root, pieces).changes).toEqual([]);
        rmSync(root, { recursive: true });
      }),
      { numRuns: 12 },
    );
  });

  it('law 3: the order of asking does not change the result', () => {
    const shuffled = subset.chain((pieces) =>
      fc.tuple(fc.constant(pieces), fc.shuffledSubarray(pieces, { minLength: pieces.length })),
    );
    fc.assert(
      fc.property(shuffled, ([pieces, other]) => {
        expect(byPath(compose(framework, other))).toEqual(byPath(compose(framework, pieces)));
      }),
      { numRuns: 100 },
    );
  });
});
