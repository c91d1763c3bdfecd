import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('a version is a range', swap('package.json', '"zod": "', '"zod": "^')),
  mutant('a version is a tag', swap('package.json', '"pino": "10.4.0"', '"pino": "latest"')),
  mutant('the next one will be a range', swap('.npmrc', 'save-exact=true\n', '')),
];
