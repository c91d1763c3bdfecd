import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'nothing is scrubbed',
    swap(
      'src/security/logger.ts',
      'streamWrite: scrubber(secrets) }',
      'streamWrite: (line: string) => line }',
    ),
  ),
  mutant(
    'the whole URL is logged',
    swap('src/security/request-log.ts', 'const path = loggablePath(url);', 'const path = url.slice(0, 500);'),
  ),
  mutant(
    'more of the request is logged',
    swap('src/security/request-log.ts', 'milliseconds, client }', 'milliseconds, client, sent: finished }'),
  ),
  mutant(
    'lists below a telling name are written',
    swap('src/security/redact.ts', "'a secret' : telling, depth + 1", "'a secret' : 'nothing', depth + 1"),
  ),
  mutant(
    'objects below a telling name are written',
    swap('src/security/redact.ts', 'stricter(telling, own)', 'own'),
  ),
  mutant(
    'only the first cookie of a header in a text is masked',
    swap('src/security/redact.ts', 'isHeader ? /[^\\r\\n]*/y', 'isHeader ? /[^;\\r\\n]*/y'),
  ),
  mutant(
    'only the first cookie of a header is masked',
    swap(
      'src/security/redact.ts',
      '? redactString(value, depth) : mask;',
      '? redactString(value, depth) : value.replace(/[^;]+/, mask);',
    ),
  ),
  mutant(
    'own secrets are not known to the scrubber',
    swap('src/security/index.ts', 'secrets: secretValues(config)', 'secrets: []'),
  ),
];
