import { mutant, remove } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('it does not exist', remove('SECURITY-IMPLEMENTATION.md')),
  mutant('it names a file that is gone', remove('src/security/body.ts')),
];
