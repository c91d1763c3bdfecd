import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  contract: [
    mutant(
      'scalars are coerced',
      swap('src/schemas/note.ts', 'title: z.string().min(1)', 'title: z.coerce.string().min(1)'),
    ),
  ],
  native: [
    mutant(
      'scalars are coerced',
      swap('src/security/plain-text.ts', '    .string()', '    .coerce.string()'),
    ),
  ],
  any: [
    mutant(
      'NUL and lone surrogates are taken',
      swap(
        'src/security/json.ts',
        "!text.includes('\\0') && !/\\p{Surrogate}/u.test(text)",
        'text.length >= 0',
      ),
    ),
  ],
  express: [
    mutant(
      'doubled parameters are taken',
      swap(
        'src/security/validate.ts',
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
        'src/security/zod.ts',
        'valid(where, schema as z.ZodType, value)',
        'valid(where, schema as z.ZodType, where === "query" ? ' +
          'Object.fromEntries(Object.entries(value as object).map(([key, ' +
          'each]) => [key.replace(/\\[.*/, ""), [each].flat()[0]])) : value)',
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'doubled parameters are taken',
      swap(
        'src/security/schema.pipe.ts',
        'schema, value);',
        'schema, type === "query" ? Object.fromEntries(Object.entries(value as ' +
          'object).map(([key, each]) => [key.replace(/\\[.*/, ""), [each].flat()[0]])) : ' +
          'value);',
      ),
    ),
  ],
  hono: [
    mutant(
      'the first of doubled parameters is taken',
      swap('src/security/contract.ts', 'query, queryOf(req.url)', 'query, req.query()'),
    ),
  ],
};
