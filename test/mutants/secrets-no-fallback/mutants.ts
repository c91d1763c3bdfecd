import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'the secret has a default',
    swap(
      'src/config.ts',
      'OPERATIONS_TOKEN: secret(mode)',
      "OPERATIONS_TOKEN: z.string().default('Zq7p2LxV9sTb4KdWm3Nf8RcYh6JgQe1T')",
    ),
  ),
  mutant(
    'short secrets are taken',
    swap('src/security/env.ts', 'Buffer.byteLength(value) < 32', 'Buffer.byteLength(value) < 4'),
  ),
  mutant(
    'template values are taken',
    swap(
      'src/security/env.ts',
      'placeholders.some((word) => letters.includes(word))',
      'placeholders.includes(value)',
    ),
  ),
  mutant(
    'the value is printed',
    swap(
      'src/security/env.ts',
      "`${name} ${name in values ? message : 'is missing'}`",
      "`${name} ${name in values ? message : 'is missing'} ${values[name] ?? ''}`",
    ),
  ),
];
