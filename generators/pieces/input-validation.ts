import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const inputValidation = definePiece({
  id: 'input-validation',
  title: 'Validated routes',
  why: 'Routes declare schemas for everything that comes in and goes out, or the service does not start',
  phase: 'validation',
  preset: 'minimal',
  options: {},
  needs: ['problem', 'logging', 'errors', 'content-type', 'body-limits'],
  fits: {
    any: { packages: ['zod'] },
    hono: {
      packages: ['zod', '@hono/zod-openapi'],
      compose: () => middleware(code`${from('./declared-only.js', 'declaredOnly')}(app)`),
      mounts: 'in new services',
    },
    express: {
      packages: ['zod'],
      compose: () => [
        code`${from('./answers.js', 'checkAnswers')}(app, ${root.logger});`,
        middleware(code`${from('./routes.js', 'answerOptions')}(app)`),
      ],
      later: { errors: () => middleware(code`${from('./routes.js', 'refuseMethods')}(app)`) },
      mounts: 'in new services',
    },
    fastify: {
      packages: ['zod'],
      settings: () => [{ property: code`schemaController: ${from('./zod.js', 'zodSchemas')}` }],
      compose: () => code`${from('./checked-routes.js', 'checkRoutes')}(app);`,
      mounts: 'in new services',
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'An unexpected field or type in the input changes data that it should not.',
        met: 'Routes declare strict schemas for all that comes in and goes out, bounds of texts too: `src/security/plain-text.ts`.',
        shownBy: ['input-validation-coverage'],
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
