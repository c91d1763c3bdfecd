import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'prototype keys are ignored',
      swap(
        'src/security/body.ts',
        "key === '__proto__' || key === 'constructor' || key === 'prototype'",
        "key === ''",
      ),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
    mutant(
      'only __proto__ is refused',
      swap('src/security/body.ts', " || key === 'constructor' || key === 'prototype'", ''),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
  ],
  express: [
    mutant(
      'bodies are read by the parser of Express',
      swap('src/app.ts', '  secureApp(app, ctx);', '  secureApp(app, ctx);\n  app.use(express.json());'),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
  ],
  fastify: [
    mutant(
      'bodies are read without a look',
      swap(
        'src/security/body.ts',
        'parseJson(bytes, request.routeOptions.bodyLimit)',
        '{ value: JSON.parse(String(bytes)) }',
      ),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
  ],
  'nest-any': [
    mutant(
      'bodies are read without a look',
      swap(
        'src/security/body.ts',
        'parseJson(bytes, limit)',
        '{ value: JSON.parse(String(bytes)) as unknown }',
      ),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
  ],
  nest: [
    mutant(
      'bodies are read by the parser of Nest',
      swap('src/app.ts', 'bodyParser: false', 'bodyParser: true'),
      swap(
        'src/security/checks.ts',
        '    const bytes = await readBytes(',
        '    if (request.body !== undefined) return true;\n    const bytes = await readBytes(',
      ),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
  ],
  hono: [
    mutant(
      'bodies are read by Hono',
      swap('src/security/contract.ts', 'jsonOf(bytes, limit)', 'await c.req.json()'),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
  ],
};
