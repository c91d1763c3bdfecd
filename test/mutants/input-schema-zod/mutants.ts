import { mutant, swap } from '../support/mutant.js';
import type { Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  contract: [
    mutant(
      'the document does not say the bounds',
      swap(
        'src/openapi.ts',
        'schema: jsonSchema(schema, io) },',
        'schema: JSON.parse(JSON.stringify(jsonSchema(schema, ' +
          'io)).replace(/,"m(?:ax|in)Length":\\d+/g, ' +
          '\'\').replace(/"additionalProperties":false/g, ' +
          '\'"additionalProperties":true\')) },',
      ),
    ),
    mutant(
      'the service does not keep the bounds',
      swap(
        'src/schemas/note.ts',
        'title: z.string().min(1).max(200)',
        'title: z.string().meta({ minLength: 1, maxLength: 200 })',
      ),
    ),
    mutant(
      'the service keeps a narrower bound than the document says',
      swap(
        'src/schemas/note.ts',
        'title: z.string().min(1).max(200)',
        'title: z.string().min(1).max(200).refine((text) => text.length < 100)',
      ),
    ),
    mutant(
      'the document names another status',
      swap(
        'src/openapi.ts',
        'Object.entries(route.responses).map(([status, schema]) => [',
        'Object.entries(route.responses).map(([code, schema]) => [code === "201" ? ' +
          '"200" : code, schema] as const).map(([status, schema]) => [',
      ),
    ),
  ],
  native: [
    mutant(
      'the service does not keep the bounds',
      swap('src/security/plain-text.ts', 'isWithin(text, least, most)', 'isWithin(text, 0, 1e6)'),
    ),
    mutant(
      'the service keeps a narrower bound than the document says',
      swap(
        'src/security/plain-text.ts',
        'isWithin(text, least, most)',
        'isWithin(text, least, Math.min(most, 100))',
      ),
    ),
  ],
  express: [
    mutant(
      'the document does not say the bounds',
      swap(
        'src/openapi.ts',
        'return { ...complete(document) };',
        'return JSON.parse(JSON.stringify(complete(document))' +
          '.replace(/,"m(?:ax|in)Length":\\d+/g, \'\')' +
          '.replace(/"additionalProperties":false/g, \'"additionalProperties":true\')) as Record<string, unknown>;',
      ),
    ),
    mutant(
      'the document names another status',
      swap(
        'src/openapi.ts',
        'return [status, { description',
        'return [status === "201" ? "200" : status, { description',
      ),
    ),
  ],
  hono: [
    mutant(
      'the document does not say the bounds',
      swap(
        'src/openapi.ts',
        'complete(described)',
        'JSON.parse(JSON.stringify(complete(described)).replace(/,"m(?:ax|in)Length":\\d+/g, \'\')' +
          '.replace(/"additionalProperties":false/g, \'"additionalProperties":true\'))',
      ),
    ),
    mutant(
      'the document names another status',
      swap(
        'src/openapi.ts',
        'complete(described)',
        'JSON.parse(JSON.stringify(complete(described)).replaceAll(\'"201":\', \'"200":\'))',
      ),
    ),
  ],
  fastify: [
    mutant(
      'the document does not say the bounds',
      swap(
        'src/openapi.ts',
        'JSON.parse(named)',
        'JSON.parse(named.replace(/,"m(?:ax|in)Length":\\d+/g, \'\')' +
          '.replace(/"additionalProperties":false/g, \'"additionalProperties":true\'))',
      ),
    ),
    mutant(
      'the document names another status',
      swap('src/openapi.ts', 'JSON.parse(named)', 'JSON.parse(named.replaceAll(\'"201":\', \'"200":\'))'),
    ),
  ],
  'nest-any': [
    mutant(
      'the document does not say the bounds',
      swap(
        'src/openapi.ts',
        'return complete(made);',
        'return JSON.parse(JSON.stringify(complete(made)).replace(/,"m(?:ax|in)Length":\\d+/g, ' +
          '\'\').replace(/"additionalProperties":false/g, \'"additionalProperties":true\')) as object;',
      ),
    ),
    mutant(
      'the document names another status',
      swap(
        'src/openapi.ts',
        'response(Number(status), answer, declared)',
        'response(status === "201" ? 200 : Number(status), answer, declared)',
      ),
    ),
  ],
};
