import { mutant, remove, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('nothing forbids them', swap('.npmrc', 'ignore-scripts=true\n', '')),
  mutant('they are allowed', swap('.npmrc', 'ignore-scripts=true', 'ignore-scripts=false')),
  mutant('npm has no settings', remove('.npmrc')),
];
