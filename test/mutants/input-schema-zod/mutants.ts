import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
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
];
