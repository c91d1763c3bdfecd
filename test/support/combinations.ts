import { createRequire } from 'node:module';
import { targets } from '../../generators/targets/index.js';
import { pieces } from '../../generators/pieces/index.js';
import type { Answers } from '../../src/define/answers.js';
import { nodeLines, packageManagers, presets } from '../../src/define/words.js';
import { piecesOf } from '../../src/plan/select.js';
import { frameworks } from '../../generators/frameworks/index.js';

// Its CommonJS build has no named exports.
const { make } = createRequire(import.meta.url)('covertable') as {
  make: (factors: Record<string, readonly string[]>) => readonly Readonly<Record<string, string>>[];
};

/** All questions whose answers change what is emitted, with their answers. Options of pieces are separate factors. */
export const factors: Readonly<Record<string, readonly string[]>> = {
  framework: frameworks.map(({ id }) => id),
  preset: presets,
  target: targets.map(({ id }) => id),
  packageManager: packageManagers,
  node: nodeLines,
  ...Object.fromEntries(
    pieces.flatMap(({ id, options }) =>
      Object.entries(options).map(([name, { choices }]) => [`${id}.${name}`, choices]),
    ),
  ),
};

export type Combination = Readonly<Record<string, string>>;

/**
 * A covering array of strength two: every pair of answers to two questions is in some combination. The same
 * factors give the same list.
 */
export const combinations = (of = factors): readonly Combination[] =>
  [...make({ ...of })].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

/** Pairs of answers that no combination contains. */
export function uncovered(of: typeof factors, rows: readonly Combination[]): readonly string[] {
  const names = Object.keys(of);
  return names.flatMap((one, index) =>
    names
      .slice(index + 1)
      .flatMap((other) =>
        (of[one] ?? []).flatMap((a) =>
          (of[other] ?? [])
            .filter((b) => !rows.some((row) => row[one] === a && row[other] === b))
            .map((b) => `${one}=${a}, ${other}=${b}`),
        ),
      ),
  );
}

/** The name of a combination: 'fastify-full-compose-npm-26'. */
export const nameOf = (row: Combination): string =>
  Object.keys(factors)
    .map((factor) => row[factor] ?? '')
    .join('-');

export function answersOf(row: Combination): Answers {
  const framework = frameworks.find(({ id }) => id === row.framework);
  if (framework === undefined) throw new Error(`No framework ${row.framework ?? ''}.`);
  const preset = row.preset as Answers['preset'];
  return {
    name: 'combined',
    framework: framework.id,
    target: row.target ?? '',
    preset,
    pieces: piecesOf(preset, framework, { pieces }),
    options: optionsOfPieces(row),
    packageManager: row.packageManager as Answers['packageManager'],
    node: row.node as Answers['node'],
  };
}

function optionsOfPieces(row: Combination): Answers['options'] {
  const options: Record<string, Record<string, string>> = {};
  for (const [factor, value] of Object.entries(row)) {
    const [piece = '', name] = factor.split('.');
    if (name !== undefined) options[piece] = { ...options[piece], [name]: value };
  }
  return options;
}
