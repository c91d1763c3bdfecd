import { code, from } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const config = definePiece({
  id: 'config',
  title: 'Checked configuration',
  why: 'A missing, weak or placeholder value fails at start, not while the service runs',
  phase: 'none',
  preset: 'minimal',
  options: {},
  context: {
    name: 'config',
    type: { from: '../config.js', name: 'Config', kind: 'type' },
    value: code`${from('../config.js', 'loadConfig')}()`,
  },
  fits: { any: { packages: ['zod'] } },
  env: [
    {
      name: 'NODE_ENV',
      schema: code`${from('zod', 'z')}.enum(['production', 'development', 'test']).default('production')`,
      kind: 'setting',
      comment: 'production, development or test; unset means production.',
      fallback: { in: 'everywhere', value: 'production' },
      example: { development: 'development', production: 'production' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'A secret is in the source, or a default one reaches production.',
        met:
          'One module reads the environment and refuses to start on a ' +
          'missing, weak or template value: `src/config.ts`.',
        shownBy: ['secrets-no-hardcoded', 'secrets-no-fallback'],
      },
      {
        stride: 'Elevation of privilege',
        threat: 'The rules of development hold in production, because a variable was forgotten.',
        met: 'Unset means production: `src/security/env.ts`.',
        shownBy: ['runtime-production-mode'],
      },
    ],
    secretFiles: ['.env'],
    assembledFiles: ['src/config.ts'],
    gitignore: ['.env'],
  },
  controls: ['secrets-no-hardcoded', 'secrets-no-fallback', 'runtime-production-mode'],
});
