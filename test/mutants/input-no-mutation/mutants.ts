import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'text is trimmed and escaped',
      swap(
        'src/notes/notes.schema.ts',
        'title: plainText(1, 200)',
        'title: plainText(1, 200).transform((text) => text.replaceAll("<", "&lt;"))',
      ),
    ),
  ],
  functions: [
    mutant(
      'event handlers are removed by hand',
      swap(
        'src/notes/notes.store.ts',
        '{ id, ...input, createdAt, updatedAt }',
        '{ id, ...input, title: input.title.split("onerror=").join(""), createdAt, updatedAt }',
      ),
    ),
  ],
  express: [
    mutant(
      'a sanitizer removes script elements',
      swap(
        'src/security/body.ts',
        'return result.value;',
        'return JSON.parse(JSON.stringify(result.value).replace(/<script[^>]*>/gi, ""));',
      ),
    ),
  ],
  fastify: [
    mutant(
      'a sanitizer removes script elements',
      swap(
        'src/security/body.ts',
        'else done(null, result.value);',
        'else done(null, JSON.parse(JSON.stringify(result.value).replace(/<script[^>]*>/gi, "")));',
      ),
    ),
  ],
  hono: [
    mutant(
      'a sanitizer removes script elements',
      swap(
        'src/security/contract.ts',
        'return result.value;',
        'return JSON.parse(JSON.stringify(result.value).replace(/<script[^>]*>/gi, ""));',
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'event handlers are removed by hand',
      swap(
        'src/notes/notes.service.ts',
        '{ id, ...input, createdAt, updatedAt }',
        '{ id, ...input, title: input.title.split("onerror=").join(""), createdAt, updatedAt }',
      ),
    ),
    mutant(
      'a sanitizer removes script elements',
      swap(
        'src/security/body.ts',
        'return result.value;',
        'return JSON.parse(JSON.stringify(result.value).replace(/<script[^>]*>/gi, ""));',
      ),
    ),
  ],
};
