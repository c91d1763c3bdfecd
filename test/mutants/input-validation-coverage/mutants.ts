import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  contract: [
    mutant(
      'unknown members are taken',
      swap('src/schemas/note.ts', 'noteInput = z.strictObject', 'noteInput = z.object'),
    ),
    mutant(
      'unknown parameters are taken',
      swap('src/schemas/note.ts', 'notePage = z.strictObject', 'notePage = z.object'),
    ),
  ],
  native: [
    mutant(
      'unknown members are taken',
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
    ),
    mutant(
      'unknown parameters are taken',
      swap('src/notes/notes.schema.ts', 'notePage = z.strictObject', 'notePage = z.looseObject'),
    ),
  ],
  express: [
    mutant(
      'bodies are not validated',
      swap(
        'src/security/validate.ts',
        "then((value) => parsed('body', body, value))",
        'then((value) => (body instanceof z.ZodType ? value : undefined))',
      ),
    ),
    mutant(
      'parameters are not validated',
      swap(
        'src/security/validate.ts',
        "{ value: parsed('query', query, given) }",
        '{ value: query ? given : {} }',
      ),
    ),
  ],
  hono: [
    mutant(
      'bodies are not validated',
      swap('src/security/contract.ts', "valid('body', schema, jsonOf(bytes))", 'jsonOf(bytes) as object'),
    ),
    mutant(
      'parameters are not validated',
      swap('src/security/contract.ts', "valid('query', query, queryOf(req.url))", 'queryOf(req.url)'),
    ),
    mutant(
      'Hono validates in its own way',
      swap(
        'src/security/contract.ts',
        'middleware: [middleware, keepContract(contractOf(route))].flat()',
        'middleware',
      ),
      swap('src/security/contract.ts', 'request: undefined, described', 'described'),
      swap('src/security/declared-only.ts', 'names.length > 0', 'names.length < 0'),
      swap(
        'src/security/declared-only.ts',
        "if (c.get('isDeclared') !== undefined || c.get('refused') !== undefined) return undefined;",
        'return undefined;',
      ),
    ),
  ],
  fastify: [
    mutant(
      'bodies are not validated',
      swap(
        'src/security/zod.ts',
        'valid(where, schema as z.ZodType, value)',
        "where === 'body' ? value : valid(where, schema as z.ZodType, value)",
      ),
    ),
    mutant(
      'parameters are not validated',
      swap(
        'src/security/zod.ts',
        'valid(where, schema as z.ZodType, value)',
        "where === 'query' ? value : valid(where, schema as z.ZodType, value)",
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'bodies are not validated',
      swap('src/security/schema.pipe.ts', "type === 'custom'", "type === 'body'"),
    ),
    mutant(
      'parameters are not validated',
      swap('src/security/schema.pipe.ts', "type === 'custom'", "type === 'query'"),
    ),
    mutant(
      'a handler without a schema is let in',
      swap(
        'src/security/operations.ts',
        'if (place !== undefined && data === undefined && schema instanceof z.ZodType) inputs[place] = schema;',
        'if (place !== undefined && data === undefined) inputs[place] = schema ?? z.any();',
      ),
      swap(
        'src/notes/notes.controller.ts',
        '@Body({ schema: noteInput }) input: NoteInput,\n    @Res',
        '@Body() input: NoteInput,\n    @Res',
      ),
    ),
  ],
};
