import { mutant, swap } from '../support/mutant.js';
import type { Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'the service does not keep the bounds',
      swap('src/security/contract.ts', 'isWithin(text, least, most)', 'isWithin(text, 0, 1e6)'),
    ),
    mutant(
      'the service keeps a narrower bound than the document says',
      swap(
        'src/security/contract.ts',
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
        'return complete(withoutSuffixes(made));',
        'return JSON.parse(JSON.stringify(complete(withoutSuffixes(made))).replace(/,"m(?:ax|in)Length":\\d+/g, ' +
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
