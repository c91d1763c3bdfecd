import { expect, it } from 'vitest';
import { combinations, answersOf } from './support/combinations.js';
import { composeNew } from '../src/plan/compose-service.js';
import { loadCatalogue } from '../generators/load-catalogue.js';

/**
 * Scanners find the first secret of a new repository in its tests, and are switched off. Their widest rule,
 * `generic-api-key` of gitleaks: a text of ten characters or more after a telling name, when it is as mixed
 * as a random one. Ours has none of their exceptions.
 */
const assigned =
  /[\w.-]{0,50}?(?:access|auth|api|credential|creds|key|passw(?:or)?d|secret|token)[ \t\w.-]{0,20}[\s'"]{0,3}(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}[\x60'"]([\w.=+/-]{10,150})[\x60'"]/gi;

function suspects(text: string): readonly string[] {
  return [...text.matchAll(assigned)]
    .map(([, value = '']) => value)
    .filter((value) => /\d/.test(value) && entropy(value) >= 3.5);
}

/** Bits for each character, by Shannon. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

it('finds what looks like a secret', () => {
  const value = ['f3Kp9xQz7LmV', '2tRw8YbN4cHs'].join('');
  expect(suspects(`const secret = '${value}';`)).toEqual([value]);
  expect(suspects(`  OPERATIONS_TOKEN: "${value}",`)).toEqual([value]);
  expect(suspects("const token = operationsToken;\nconst secret = randomBytes(24).toString('hex');")).toEqual(
    [],
  );
});

it('emits nothing into git that a scanner takes for a secret', () => {
  const catalogue = loadCatalogue();
  const secretFiles = new Set(catalogue.pieces.flatMap(({ contributes }) => contributes?.secretFiles ?? []));
  for (const row of combinations()) {
    const files = composeNew({ answers: answersOf(row), catalogue, secret: () => 'generated' });
    for (const { path, text } of files) {
      if (secretFiles.has(path) || path.startsWith('.rampart/')) continue;
      expect({ path, suspects: suspects(text) }).toEqual({ path, suspects: [] });
    }
  }
});
