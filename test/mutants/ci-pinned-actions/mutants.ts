import { create, mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

const ci = '.github/workflows/ci.yml';

export const mutants: readonly Mutant[] = [
  mutant(
    'one action is named by its tag',
    swap(ci, '@cf430e030ddbb5b0abf93d22962f4752f3646cd9 # v7.0.2', '@v7.0.2'),
  ),
  mutant(
    'somebody adds a workflow that calls a branch',
    create(
      '.github/workflows/more.yml',
      'on: push\npermissions: {}\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/all.yml@main\n',
    ),
  ),
  mutant('a shortened commit', swap(ci, '@cf430e030ddbb5b0abf93d22962f4752f3646cd9', '@cf430e030ddb')),
];
