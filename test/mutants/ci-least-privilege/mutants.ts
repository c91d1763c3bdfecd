import { create, mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

const ci = '.github/workflows/ci.yml';
const scanning = '.github/workflows/code-scanning.yml';

export const mutants: readonly Mutant[] = [
  mutant(
    'every job may write',
    swap(ci, 'permissions: {} # each job asks for the permissions that it needs', 'permissions: write-all'),
  ),
  mutant(
    'the token stays on disk',
    swap(
      scanning,
      `        with:
          persist-credentials: false
      - name: Set up CodeQL`,
      '      - name: Set up CodeQL',
    ),
  ),
  mutant(
    'a branch name becomes a command',
    swap(
      ci,
      '      - name: Keep the bill of materials\n',
      '      - run: echo "${{ github.head_ref }}"\n      - name: Keep the bill of materials\n',
    ),
  ),
  mutant('strangers start what has secrets', swap(scanning, '  pull_request:\n', '  pull_request_target:\n')),
  mutant(
    'somebody adds a workflow with default rights',
    create(
      '.github/workflows/more.yml',
      'on: push\njobs:\n  all:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: echo\n',
    ),
  ),
];
