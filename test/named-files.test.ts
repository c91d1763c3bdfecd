import { describe, expect, it } from 'vitest';
import { composeNew } from '../src/plan/compose-service.js';
import type { Emitted } from '../src/plan/emitted.js';
import { basePath, manifestPath } from '../src/define/manifest.js';
import { loadCatalogue } from '../generators/load-catalogue.js';
import { piecesOf, selectPieces } from '../src/plan/select.js';
import { frameworks } from '../generators/frameworks/index.js';
import type { Framework } from '../src/define/framework.js';

/** Whatever is left out, no file that was made names one that was not. */
const catalogue = loadCatalogue();

function emit(framework: Framework, target: string, pieces: readonly string[]): readonly Emitted[] {
  const answers = {
    framework: framework.id,
    options: {},
    name: 'named',
    target,
    preset: 'standard',
    pieces,
    packageManager: 'npm',
    node: '26',
  } as const;
  const files = composeNew({ answers, catalogue, secret: () => '' });
  return files.filter(({ path }) => path !== basePath && path !== manifestPath);
}

/** A path as a word of its own: 'a.ts' is not named by 'data.ts' or 'a.tsx'. */
const names = (text: string, path: string): boolean =>
  new RegExp(
    String.raw`(?<![\w/.-])(?:\./)?${path.replace(/[.*+?^$(){}|[\]\\]/g, '\\$&')}(?![\w-]|\.\w)`,
  ).test(text);

/** '```diff .env.example' is an edit for those who have that file. */
const withoutEdits = (text: string): string => text.replaceAll(/^```diff \S+$/gm, '');

describe.each(
  catalogue.targets.flatMap(({ id }, at) =>
    frameworks.filter((_, index) => at === 0 || index === 0).map((framework) => ({ framework, target: id })),
  ),
)('$framework.id on $target, without one piece', ({ framework, target }) => {
  const all = piecesOf('standard', framework, catalogue);
  const whole = emit(framework, target, all).map(({ path }) => path);
  const chosen = (pieces: readonly string[]): readonly string[] =>
    selectPieces({ answers: { pieces, options: {} }, framework, catalogue }).map(({ piece }) => piece.id);

  it.each(all.filter((id) => !chosen(all.filter((each) => each !== id)).includes(id)))('%s', (left) => {
    const files = emit(
      framework,
      target,
      all.filter((id) => id !== left),
    );
    const made = new Set(files.map(({ path }) => path));
    const gone = whole.filter((path) => !made.has(path));
    // Rules of what to ignore are no promise of files.
    const readers = files.filter(({ path }) => !/^\.\w+ignore$/.test(path));
    const wrong = readers.flatMap(({ path, text }) =>
      gone.filter((other) => names(withoutEdits(text), other)).map((other) => `${path} names ${other}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(frameworks)('$id, with all pieces', (framework) => {
  const files = emit(framework, catalogue.targets[0]?.id ?? '', piecesOf('full', framework, catalogue));
  const made = new Set(files.map(({ path }) => path));
  /** Sources and tests that a text names. */
  const named = (text: string): readonly string[] =>
    [...text.matchAll(/`((?:src|test)\/[\w./+-]+\.ts)`/g)].map(([, path = '']) => path);

  it('names sources as they are emitted, parts joined', () => {
    const wrong = files
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, text }) =>
        named(text)
          .filter((other) => !made.has(other))
          .map((other) => `${path} names ${other}`),
      );
    expect(wrong).toEqual([]);
  });

  it('names no part', () => {
    const wrong = files.filter(({ text }) => /[\w-]\+[\w.-]+\.[jt]s\b/.test(text)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
