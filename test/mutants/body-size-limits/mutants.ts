import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'the limit is 50 MB',
    swap('src/security/json-body.ts', 'bytes: 100 * 1024', 'bytes: 50 * 1024 * 1024'),
  ),
  mutant(
    'the length is believed',
    swap(
      'src/security/json-body.ts',
      'if (size <= limits.bytes) chunks.push(chunk);',
      'if (size > 0) chunks.push(chunk);',
    ),
  ),
  mutant(
    'depth and members are not counted',
    swap('src/security/json-body.ts', 'depth: 32, keys: 1000', 'depth: 1e9, keys: 1e9'),
    swap('src/schemas/note.ts', 'noteInput = z.strictObject', 'noteInput = z.object'),
    swap('src/security/json-body.ts', 'bytes: 100 * 1024', 'bytes: 1024 * 1024'),
  ),
  mutant(
    'compressed bodies are inflated',
    swap(
      'src/security/json-body.ts',
      "encoding !== undefined && encoding !== 'identity'",
      'encoding === "never"',
    ),
    swap(
      'src/security/json-body.ts',
      'const utf8 = new TextDecoder',
      'const { gunzipSync } = await import("node:zlib");\nconst utf8 = new TextDecoder',
    ),
    swap(
      'src/security/json-body.ts',
      'parseJson(bytes);',
      "parseJson(encoding === 'gzip' ? gunzipSync(bytes) : bytes);",
    ),
  ),
];
