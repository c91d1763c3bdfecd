import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'nothing is scrubbed',
    swap(
      'src/security/logger.ts',
      'hooks: { streamWrite: scrubber(secrets) }',
      'hooks: { streamWrite: (line: string) => line }',
    ),
  ),
  mutant(
    'the whole URL is logged',
    swap(
      'src/security/request-line.ts',
      'const path = loggablePath(url);',
      'const path = url.slice(0, 500);',
    ),
  ),
  mutant(
    'more of the request is logged',
    swap('src/security/request-line.ts', 'milliseconds, client }', 'milliseconds, client, sent: finished }'),
  ),
  mutant(
    'own secrets are not known to the scrubber',
    swap('src/security/index.ts', 'secrets: secretValues(config)', 'secrets: []'),
  ),
];
