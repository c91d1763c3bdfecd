import { code, from } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const inputValidation = definePiece({
  id: 'input-validation',
  title: 'Validated routes',
  why: 'A route without schemas for everything that comes in and goes out cannot be registered',
  phase: 'validation',
  preset: 'minimal',
  options: {},
  needs: ['problem', 'errors'],
  fits: {
    any: { packages: ['zod'] },
    fastify: {
      packages: ['zod'],
      settings: () => code`schemaController: ${from('./zod.js', 'zodSchemas')},`,
      compose: () => code`${from('./checked-routes.js', 'checkRoutes')}(app);`,
      mounts: 'in new services',
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'Input of another shape changes what it was not meant to change.',
        met: 'Strict schemas for all that comes in and goes out: `src/security/route.ts`.',
      },
    ],
  },
  controls: [
    'input-validation-coverage',
    'input-schema-zod',
    'param-pollution-types',
    'methods-allowlist',
    'input-no-mutation',
  ],
});
