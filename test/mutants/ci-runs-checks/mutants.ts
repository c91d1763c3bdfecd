import { mutant, remove, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

const ci = '.github/workflows/ci.yml';

export const mutants: readonly Mutant[] = [
  mutant('nothing runs', remove(ci), remove('.github/workflows/code-scanning.yml')),
  mutant('tests only on main', swap(ci, '  pull_request:\n', '')),
  mutant('no linter', swap(ci, '        run: npm run lint\n', '        run: echo lint\n')),
  mutant(
    'no types',
    swap(ci, 'npm run typecheck', 'npm run --if-present types'),
    swap('package.json', '"build": "tsc ', '"build": "esbuild '),
  ),
  mutant('tests that may fail', swap(ci, 'run: npm run test', 'run: npm run test || true')),
  mutant(
    'no secret scan',
    swap(ci, 'run: npm run secrets', 'run: npm run secrets\n        continue-on-error: true'),
  ),
  mutant('the script is empty', swap('package.json', '"test": "vitest run"', '"test": "echo ok"')),
];
