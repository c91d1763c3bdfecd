import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { answersOf, combinations, nameOf, type Combination } from '../support/combinations.js';
import { lay } from '../support/lay.js';
import { sampled } from './support/sample.js';
import { cache, install, run } from './support/service.js';

/**
 * Every combination of the covering array is laid out and type-checked; those whose sources are the same
 * bytes, once.
 */
const catalogue = loadCatalogue();
const filesOf = (row: Combination) =>
  composeNew({
    answers: answersOf(row),
    catalogue,
    secret: () => 'dev_f3Kp9xQz7LmV2tRw8YbN4cHs6JdG1uAe5oXi0qZk',
  });

const distinct = new Map<string, { readonly row: Combination; readonly names: string[] }>();
for (const row of combinations()) {
  const key = createHash('sha256');
  for (const { path, text } of filesOf(row))
    if (/\.ts$|^tsconfig.*\.json$|^package\.json$/.test(path)) key.update(`${path}\0${text}\0`);
  const digest = key.digest('hex');
  const same = distinct.get(digest);
  if (same === undefined) distinct.set(digest, { row, names: [nameOf(row)] });
  else same.names.push(nameOf(row));
}

describe('combinations', () => {
  beforeAll(() => {
    rmSync(join(cache, 'combinations'), { recursive: true, force: true });
  });

  const cases = [...distinct.values()].map(({ row, names }) => ({ row, title: names.join(', ') }));

  it.each(sampled(cases, ({ row }) => `/${row.framework ?? ''}/`))(
    '$title: sources of the same bytes type-check',
    ({ row }) => {
      const folder = join(cache, 'combinations', nameOf(row));
      lay(folder, filesOf(row));
      install(folder);
      expect(run('npx', ['--no-install', 'tsc', '-p', '.'], folder)).toBe('');
    },
  );
});
