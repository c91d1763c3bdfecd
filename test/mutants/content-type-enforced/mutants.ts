import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'any type is read as JSON',
    swap('src/security/index.ts', 'app.use(jsonOnly);', ''),
    swap('src/security/json-body.ts', '!/^application\\/json\\b/i.test(type)', 'type === "never"'),
  ),
  mutant('bodies of other types are ignored', swap('src/security/index.ts', 'app.use(jsonOnly);', '')),
  mutant(
    'a body without a type is taken',
    swap(
      'src/security/content-type.ts',
      "headers['content-type'] ?? ''",
      "headers['content-type'] ?? 'application/json'",
    ),
    swap(
      'src/security/json-body.ts',
      "'content-type': type = ''",
      "'content-type': type = 'application/json'",
    ),
  ),
];
