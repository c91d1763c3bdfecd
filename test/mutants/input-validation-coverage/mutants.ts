import { mutant, swap, type Mutant, type Mutants } from '../support/mutant.js';

const givenAsItIs: readonly Mutant[] = [
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

/** For the compiler of the next two. */
const compiled = 'type Route = Parameters<typeof validatorCompiler>[0];\nconst compilers =';

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
  hono: givenAsItIs,
  fastify: [
    mutant(
      'bodies are not validated',
      swap(
        'src/security/contract.ts',
        'buildValidator: () => validatorCompiler',
        "buildValidator: () => (route: Route) => route.httpPart === 'body' ? " +
          '(value: unknown) => ({ value }) : validatorCompiler(route)',
      ),
      swap('src/security/contract.ts', 'const compilers =', compiled),
    ),
    mutant(
      'parameters are not validated',
      swap(
        'src/security/contract.ts',
        'buildValidator: () => validatorCompiler',
        "buildValidator: () => (route: Route) => route.httpPart === 'querystring' ? " +
          '(value: unknown) => ({ value }) : validatorCompiler(route)',
      ),
      swap('src/security/contract.ts', 'const compilers =', compiled),
    ),
    mutant(
      'a route without schemas is let in, and takes what comes',
      swap('src/security/contract.ts', '    route.schema = closed(route);', '    route.schema ??= {};'),
      swap('src/notes/notes.ts', '        body: newNote,\n        response: { 201: note },', ''),
    ),
  ],
  'nest-any': [
    mutant(
      'bodies are not validated',
      swap('src/security/inputs.ts', "type === 'custom'", "type === 'body' || type === 'custom'"),
    ),
    mutant(
      'parameters are not validated',
      swap('src/security/inputs.ts', "type === 'custom'", "type === 'query' || type === 'custom'"),
    ),
    mutant(
      'a handler without a schema is let in',
      swap(
        'src/security/contract.ts',
        'if (!(schema instanceof z.ZodType)) return',
        'if (schema === null) return',
      ),
      swap(
        'src/security/inputs.ts',
        'if (schema === undefined) throw',
        'if (schema === undefined) return value;\n    if (schema === null) throw',
      ),
      swap(
        'src/notes/notes.controller.ts',
        '@Body({ schema: newNote }) input: NewNote,\n    @Res',
        '@Body() input: NewNote,\n    @Res',
      ),
    ),
  ],
};
