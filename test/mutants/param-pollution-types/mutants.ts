import { mutant, swap, type Mutants } from '../support/mutant.js';

const everyText = swap(
  'src/security/body.ts',
  "!text.includes('\\0') && text.isWellFormed()",
  'text.length >= 0',
);

export const mutants: Mutants = {
  any: [
    mutant(
      'NUL and lone surrogates are taken',
      everyText,
      swap('src/security/contract.ts', '.regex(/^[^\\u0000]*$/)', '.regex(/(?:)/)'),
      swap('src/security/contract.ts', '/\\p{Surrogate}/u', '/(?!)/u'),
    ),
    mutant('scalars are coerced', swap('src/security/contract.ts', '    .string()', '    .coerce.string()')),
  ],
  express: [
    mutant(
      'doubled parameters are taken',
      swap(
        'src/security/contract.ts',
        '? req.query : {}',
        '? Object.fromEntries(Object.entries(req.query).map(([key, value]) ' +
          '=> [key.replace(/\\[.*/, ""), [value].flat()[0]])) : {}',
      ),
    ),
  ],
  fastify: [
    mutant(
      'doubled parameters are taken',
      swap(
        'src/security/contract.ts',
        'buildValidator: () => compileInput',
        'buildValidator: () => (route: Route) => (value: unknown) => compileInput(route)(' +
          "route.httpPart === 'querystring' ? Object.fromEntries(Object.entries(value as " +
          'object).map(([key, each]) => [key.replace(/\\[.*/, ""), [each].flat()[0]])) : value)',
      ),
      swap(
        'src/security/contract.ts',
        'const compilers =',
        'type Route = Parameters<typeof validatorCompiler>[0];\nconst compilers =',
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'doubled parameters are taken',
      swap(
        'src/security/checks.ts',
        'this.validate<T>(given, schema)',
        'this.validate<T>(type === "query" ? Object.fromEntries(Object.entries(value as ' +
          'object).map(([key, each]) => [key.replace(/\\[.*/, ""), [each].flat()[0]])) : ' +
          'given, schema)',
      ),
    ),
  ],
  hono: [
    mutant(
      'the first of doubled parameters is taken',
      swap('src/security/contract.ts', 'readQuery(queryOf(req.url))', 'readQuery(req.query())'),
    ),
  ],
};
