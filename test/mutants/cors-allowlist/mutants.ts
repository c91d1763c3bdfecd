import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('every origin is reflected', swap('src/security/cors.ts', '!allowed.has(origin)', 'false')),
  mutant(
    'a suffix is enough',
    swap(
      'src/security/cors.ts',
      '!allowed.has(origin)',
      '![...allowed].some((each) => origin.startsWith(each))',
    ),
  ),
  mutant(
    'a prefix is enough',
    swap(
      'src/security/cors.ts',
      '!allowed.has(origin)',
      '![...allowed].some((each) => origin.endsWith(each.replace("https://app.", "")))',
    ),
  ),
  mutant(
    'null is allowed',
    swap(
      'src/security/cors.ts',
      'new Set(config.ALLOWED_ORIGINS)',
      "new Set([...config.ALLOWED_ORIGINS, 'null'])",
    ),
  ),
  mutant(
    'the scheme is not compared',
    swap('src/security/cors.ts', '!allowed.has(origin)', "!allowed.has(origin.replace('http:', 'https:'))"),
  ),
  mutant(
    'every origin is allowed by a star',
    swap(
      'src/security/cors.ts',
      "res.setHeader('Vary', 'Origin');",
      "res.setHeader('Vary', 'Origin');\n    res.setHeader('Access-Control-Allow-Origin', '*');",
    ),
  ),
  mutant('Vary is missing', swap('src/security/cors.ts', "    res.setHeader('Vary', 'Origin');\n", '')),
];
