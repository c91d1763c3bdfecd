import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'unknown members are taken',
    swap('src/schemas/note.ts', 'noteInput = z.strictObject', 'noteInput = z.object'),
  ),
  mutant(
    'unknown parameters are taken',
    swap('src/schemas/note.ts', 'notePage = z.strictObject', 'notePage = z.object'),
  ),
  mutant(
    'bodies are not validated',
    swap(
      'src/security/route.ts',
      "body: valid('body', ",
      "body: ((_where: string, _schema: unknown, value: unknown) => value)('body', ",
    ),
  ),
  mutant(
    'parameters are not validated',
    swap('src/security/route.ts', "valid('query', query, given.query)", 'given.query'),
  ),
];
