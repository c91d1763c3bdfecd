import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const inputValidation = definePiece({
  id: 'input-validation',
  title: 'Validated routes',
  why: 'Routes declare schemas for everything that comes in and goes out, and nothing else leaves the service',
  phase: 'validation',
  preset: 'minimal',
  options: {},
  needs: ['problem', 'logging', 'errors'],
  uses: ['content-type', 'body-limits'],
  fits: {
    any: { packages: ['zod'] },
    'nest-any': { packages: ['zod'], mounts: 'in existing repos' },
    express: {
      packages: ['zod'],
      compose: () => [
        code`${from('./contract.js', 'checkAnswers')}(app, ${root.logger});`,
        middleware(code`${from('./routes.js', 'answerOptions')}(app)`),
      ],
      later: { errors: () => middleware(code`${from('./routes.js', 'refuseMethods')}(app)`) },
      mounts: 'in new services',
    },
    hono: {
      packages: ['zod', '@hono/zod-openapi'],
      compose: () => middleware(code`${from('./declared-only.js', 'declaredOnly')}(app)`),
      mounts: 'in new services',
    },
    fastify: {
      packages: ['fastify-type-provider-zod', 'zod'],
      settings: () => [{ property: code`schemaController: ${from('./contract.js', 'zodSchemas')}` }],
      serverSettings: () => [
        { property: code`ServerResponse: ${from('./contract.js', 'guardedResponses')}(${root.logger})` },
      ],
      compose: () => code`${from('./contract.js', 'checkRoutes')}(app);`,
      mounts: 'in new services',
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'An unexpected field or type in the input changes data that it should not.',
        met:
          'Routes declare strict schemas for all that comes in and ' +
          'goes out, bounds of texts too: `src/security/contract.ts`.',
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
