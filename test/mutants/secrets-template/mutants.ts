import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('the template lacks a variable', swap('.env.production.template', 'OPERATIONS_TOKEN=\n', '')),
  mutant(
    'the template names a variable that nothing reads',
    swap('.env.production.template', 'LOG_LEVEL=info\n', 'LOG_LEVEL=info\n\n# Old.\nSESSION_SECRET=\n'),
  ),
  mutant(
    'the template holds a real value',
    swap(
      '.env.production.template',
      'OPERATIONS_TOKEN=\n',
      'OPERATIONS_TOKEN=q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg\n',
    ),
  ),
];
