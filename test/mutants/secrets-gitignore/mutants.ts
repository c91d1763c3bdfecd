import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('.env.* is not ignored', swap('.gitignore', '.env.*\n', '')),
  mutant(
    'one settings file is let through',
    swap('.gitignore', '*.pem\n', '!.env.production.local\n*.pem\n'),
  ),
];
