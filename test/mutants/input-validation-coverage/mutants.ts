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
      "valid('body', route.body === 'none' ? z.undefined() : route.body, given.body)",
      'given.body',
    ),
  ),
  mutant(
    'ids are not validated',
    swap(
      'src/schemas/note.ts',
      'noteId = z.strictObject({ id: z.uuid() })',
      'noteId = z.strictObject({ id: z.string() })',
    ),
    swap(
      'src/routes/notes.ts',
      'body: found(await notes.find(params.id))',
      "body: (await notes.find(params.id)) ?? ({ id: '3f2b8c1e-6d4a-4f7b-9c0d-5e1a2b3c4d5e', title: '', body: '', createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() } as never)",
    ),
  ),
];
