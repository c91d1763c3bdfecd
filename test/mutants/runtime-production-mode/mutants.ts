import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'unset means development',
    swap(
      'src/security/env.ts',
      "env.NODE_ENV === 'development' || env.NODE_ENV === 'test' ? env.NODE_ENV : 'production'",
      "env.NODE_ENV === 'production' ? 'production' : 'development'",
    ),
    swap('src/config.ts', ".default('production')", ".default('development')"),
  ),
  mutant(
    'a .env is read before the mode is known',
    swap('src/config.ts', "modeOf(process.env) !== 'production'", "process.env.NODE_ENV !== 'production'"),
  ),
  mutant(
    'the start script hands a .env over',
    swap('package.json', '"start": "node ', '"start": "node --env-file-if-exists=.env '),
  ),
  mutant(
    'only plaintext is let through when unset',
    swap(
      'src/security/https-only.ts',
      "config.NODE_ENV === 'production'",
      "process.env.NODE_ENV === 'production'",
    ),
  ),
];
