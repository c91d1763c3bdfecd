import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'the length is believed',
      swap('src/security/body.ts', 'next > limit || chunks > mostChunks(limit)', 'next < 0'),
      swap('src/security/body.ts', 'Math.min(2 * next, limit)', '2 * next'),
    ),
    mutant(
      'the limit is 50 MB',
      swap('src/security/body.ts', 'bytes: 100 * 1024', 'bytes: 50 * 1024 * 1024'),
    ),
    mutant(
      'depth and members are not counted',
      swap('src/security/body.ts', 'depth: 32, keys: 1000', 'depth: 1e9, keys: 1e9'),
      swap('src/notes/notes.schema.ts', '.strictObject({ title:', '.looseObject({ title:'),
      swap('src/security/body.ts', 'bytes: 100 * 1024', 'bytes: 1024 * 1024'),
    ),
  ],
  express: [
    mutant(
      'compressed bodies are inflated',
      swap(
        'src/security/body.ts',
        "encoding === undefined || encoding === 'identity'",
        'encoding !== "never"',
      ),
      swap(
        'src/security/body.ts',
        '/** Reads the bytes as they came.',
        'const { gunzipSync } = await import("node:zlib");\n\n/** Reads the bytes as they came.',
      ),
      swap(
        'src/security/body.ts',
        '  return bytes;',
        "  return req.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;",
      ),
    ),
  ],
  fastify: [
    mutant(
      'compressed bodies are inflated',
      swap(
        'src/security/body.ts',
        "encoding === undefined || encoding === 'identity'",
        'encoding !== "never"',
      ),
      swap(
        'src/security/body.ts',
        '/**\n * Replaces Fastify',
        'const { gunzipSync } = await import("node:zlib");\n\n/**\n * Replaces Fastify',
      ),
      swap(
        'src/security/body.ts',
        'parseJson(bytes, ',
        "parseJson(headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes, ",
      ),
    ),
  ],
  hono: [
    mutant(
      'bodies are read by Hono',
      swap(
        'src/security/contract.ts',
        'const bytes = await bytesOf(c, limit);',
        'const bytes = new Uint8Array(await c.req.arrayBuffer());',
      ),
      swap('src/security/declared-only.ts', 'if (hasBodyOf(c)) limitBody(c, limitOf(c));', ''),
    ),
    mutant(
      'compressed bodies are inflated',
      swap(
        'src/security/body.ts',
        "encoding === undefined || encoding === 'identity'",
        'encoding !== "never"',
      ),
      swap(
        'src/security/contract.ts',
        "const usual = 'application/json';",
        "const usual = 'application/json';\nconst { gunzipSync } = await import('node:zlib');",
      ),
      swap(
        'src/security/contract.ts',
        'jsonOf(bytes, limit)',
        "jsonOf(c.req.header('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes, limit)",
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'compressed bodies are inflated',
      swap(
        'src/security/body.ts',
        "encoding === undefined || encoding === 'identity'",
        'encoding !== "never"',
      ),
      swap(
        'src/security/body.ts',
        '/** What a route takes',
        'const { gunzipSync } = await import("node:zlib");\n\n/** What a route takes',
      ),
      swap(
        'src/security/body.ts',
        '  return bytes;',
        "  return req.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;",
      ),
    ),
  ],
};
