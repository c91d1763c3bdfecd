import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('any age will do', swap('.npmrc', 'min-release-age=7\n', '')),
  mutant('a day is enough', swap('.npmrc', 'min-release-age=7', 'min-release-age=1')),
];
