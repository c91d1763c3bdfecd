import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'scalars are coerced',
    swap('src/schemas/note.ts', 'title: z.string().min(1)', 'title: z.coerce.string().min(1)'),
  ),
  mutant(
    'NUL and lone surrogates are taken',
    swap(
      'src/security/json.ts',
      "!text.includes('\\0') && !/\\p{Surrogate}/u.test(text)",
      'text.length >= 0',
    ),
  ),
  mutant(
    'doubled parameters are taken',
    swap(
      'src/security/mount.ts',
      '? req.query : {}',
      '? Object.fromEntries(Object.entries(req.query).map(([key, value]) => [key.replace(/\\[.*/, ""), [value].flat()[0]])) : {}',
    ),
  ),
];
