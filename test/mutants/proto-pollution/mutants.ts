import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'prototype keys are ignored',
    swap(
      'src/security/json.ts',
      "key !== '__proto__' && key !== 'constructor' && key !== 'prototype' && isText(key)",
      'isText(key)',
    ),
    swap('src/schemas/note.ts', 'noteInput = z.strictObject', 'noteInput = z.object'),
  ),
  mutant(
    'only __proto__ is refused',
    swap('src/security/json.ts', " && key !== 'constructor' && key !== 'prototype'", ''),
    swap('src/schemas/note.ts', 'noteInput = z.strictObject', 'noteInput = z.object'),
  ),
  mutant(
    'bodies are read by the parser of Express',
    swap('src/security/index.ts', 'app.use(jsonBody);', 'app.use(express.json());'),
    swap('src/security/index.ts', 'import { mount }', "import express from 'express';\nimport { mount }"),
    swap('src/schemas/note.ts', 'noteInput = z.strictObject', 'noteInput = z.looseObject'),
  ),
];
