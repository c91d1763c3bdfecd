import { mutant, swap, type Mutants } from '../support/mutant.js';

/** For the compiler of the next two. */
const compiled = 'type Route = Parameters<typeof validatorCompiler>[0];\nconst compilers =';

export const mutants: Mutants = {
  any: [
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
        'src/security/contract.ts',
        "then((json) => parsed('body', body, readJson(json, limit)))",
        'then((json) => (body instanceof z.ZodType ? readJson(json) : undefined))',
      ),
    ),
    mutant(
      'parameters are not validated',
      swap('src/security/contract.ts', '{ value: readQuery(given) }', '{ value: readQuery ? given : {} }'),
    ),
  ],
  hono: [
    mutant(
      'bodies are not validated',
      swap(
        'src/security/contract.ts',
        "valid('body', schema, jsonOf(bytes, limit))",
        'jsonOf(bytes, limit) as object',
      ),
    ),
    mutant(
      'parameters are not validated',
      swap('src/security/contract.ts', 'readQuery(queryOf(req.url))', 'queryOf(req.url)'),
    ),
    mutant(
      'Hono validates in its own way',
      swap(
        'src/security/contract.ts',
        'middleware: [checkInputs(contract), middleware, keepContract(contract)].flat()',
        'middleware',
      ),
      swap('src/security/contract.ts', 'request: undefined, described', 'described'),
      swap('src/security/declared-only.ts', 'names.length > 0', 'names.length < 0'),
      swap('src/security/declared-only.ts', 'if (fault !== undefined) {', 'if (fault === null) {'),
    ),
  ],
  fastify: [
    mutant(
      'bodies are not validated',
      swap(
        'src/security/contract.ts',
        'buildValidator: () => compileInput',
        "buildValidator: () => (route: Route) => route.httpPart === 'body' ? " +
          '(value: unknown) => ({ value }) : compileInput(route)',
      ),
      swap('src/security/contract.ts', 'const compilers =', compiled),
    ),
    mutant(
      'parameters are not validated',
      swap(
        'src/security/contract.ts',
        'buildValidator: () => compileInput',
        "buildValidator: () => (route: Route) => route.httpPart === 'querystring' ? " +
          '(value: unknown) => ({ value }) : compileInput(route)',
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
      swap('src/security/checks.ts', "type === 'custom'", "type === 'body' || type === 'custom'"),
    ),
    mutant(
      'parameters are not validated',
      swap('src/security/checks.ts', "type === 'custom'", "type === 'query' || type === 'custom'"),
    ),
    mutant(
      'a handler without a schema is let in',
      swap(
        'src/security/contract.ts',
        'if (!(schema instanceof z.ZodType)) return',
        'if (schema === null) return',
      ),
      swap(
        'src/security/checks.ts',
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
