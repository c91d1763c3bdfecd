import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../src/define/answers.js';
import { composeNew } from '../src/plan/compose-service.js';
import { joinParts } from '../src/plan/join/join-parts.js';
import { mainOf } from '../src/plan/join/part-names.js';
import { type Emitted } from '../src/plan/emitted.js';
import { loadCatalogue } from '../generators/load-catalogue.js';
import { basePath } from '../src/define/manifest.js';
import { manifestPath } from '../src/define/manifest.js';
import { piecesOf } from '../src/plan/select.js';
import { answersOf, combinations, nameOf } from './support/combinations.js';
import { frameworks } from '../generators/frameworks/index.js';
import type { Framework } from '../src/define/framework.js';

/**
 * What is emitted, byte for byte, so that every change of it is seen in review: trees with all pieces, on the first
 * target for each framework and on the other targets for the first one; path, size and hash for every combination of
 * the covering array.
 * A tree holds what is rendered or assembled; of a file that is a template as it stands, files.txt says which.
 * `npm test -- test/golden.test.ts -u` accepts a change.
 */
const catalogue = loadCatalogue();
const folder = join(import.meta.dirname, 'golden');

const emit = (answers: Answers): readonly Emitted[] =>
  composeNew({ answers, catalogue, secret: (name) => `generated-${name}` });
/** The manifest holds the generator's version and all hashes: it would only repeat the rest. */
const isKept = ({ path }: Emitted): boolean => path !== basePath && path !== manifestPath;

/** The layer of the template that is emitted as it stands, or of those that are joined as they stand. */
function templateOf({ path, text }: Emitted, { adapters }: Framework): string | undefined {
  const own = ['any', ...adapters];
  const entries = Object.entries(catalogue.layers).flatMap(([layer, list]) =>
    list.map((entry) => ({ layer, ...entry })),
  );
  const whole = entries.find((entry) => entry.path === path && entry.text === text);
  if (whole !== undefined) return whole.layer;
  const group = entries
    .filter((entry) => entry.path === path || mainOf(entry.path) === path)
    .filter(({ layer }) => own.includes(layer.split('/').at(-1) ?? ''));
  const texts = group.flatMap((entry) =>
    entry.text === undefined ? [] : [[entry.path, entry.text] as const],
  );
  const isPlain = group.length > 0 && texts.length === group.length;
  if (!isPlain || joinParts(new Map(texts)).get(path) !== text) return undefined;
  return [...new Set(group.map(({ layer }) => layer))].join(' + ');
}

const trees = catalogue.targets.flatMap((target, place) =>
  frameworks.filter((_, index) => place === 0 || index === 0).map((framework) => ({ framework, target })),
);

describe('golden trees', () => {
  it.each(trees)('full: $framework.id on $target.id', async ({ framework, target }) => {
    const files = emit({
      framework: framework.id,
      options: {},
      name: 'golden',
      target: target.id,
      preset: 'full',
      pieces: piecesOf('full', framework, catalogue),
      packageManager: 'npm',
      node: '26',
    }).filter(isKept);
    const id = `${framework.id}-${target.id}`;
    const made = files.filter((file) => templateOf(file, framework) === undefined);
    for (const { path, text } of made)
      await expect(text).toMatchFileSnapshot(join(folder, id, `${path}.txt`));
    const lines = files.map((file) => inWidth(`${file.path} ${templateOf(file, framework) ?? '(made)'}`));
    await expect(lines.join('')).toMatchFileSnapshot(join(folder, id, 'files.txt'));
    const kept = existsSync(join(folder, id)) ? list(join(folder, id)) : [];
    expect(kept).toEqual([...made.map(({ path }) => `${path}.txt`), 'files.txt'].sort());
  });

  it('are those of the definitions, and no other', () => {
    const named = trees.map(({ framework, target }) => `${framework.id}-${target.id}`);
    expect(readdirSync(folder).sort()).toEqual([...named, 'combinations'].sort());
    expect(readdirSync(join(folder, 'combinations')).sort()).toEqual(
      combinations().map((row) => `${nameOf(row)}.txt`),
    );
  });
});

describe('golden lists', () => {
  it.each(combinations().map((row) => ({ name: nameOf(row), row })))('$name', async ({ name, row }) => {
    const lines = emit(answersOf(row))
      .filter(isKept)
      .map(({ path, text, owner, mode }) => {
        const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
        const size = String(Buffer.byteLength(text)).padStart(6);
        return `${hash} ${size} ${owner} ${path}${mode === undefined ? '' : ` ${mode.toString(8)}`}`;
      });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'combinations', `${name}.txt`));
  });
});

const inWidth = (line: string): string => `${line.length > 120 ? line.replaceAll(' + ', '\n  + ') : line}\n`;

const list = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
