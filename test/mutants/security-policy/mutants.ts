import { create, mutant, remove } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('it does not exist', remove('SECURITY.md')),
  mutant('it is a heading', create('SECURITY.md', '# Security\n\nTODO\n')),
];
