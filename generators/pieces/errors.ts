import { code, from } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const errors = definePiece({
  id: 'errors',
  title: 'Error mapping',
  why: 'Failures become answers that say nothing about the inside',
  phase: 'errors',
  preset: 'minimal',
  options: {},
  needs: ['problem', 'logging'],
  fits: {
    express: {
      packages: [],
      // Express's own last handler answers 404 and 500, and replaces the content security policy that was set.
      closes: ['security-headers'],
      compose: () =>
        code`app.use(${from('./errors.js', 'notFound')});\napp.use(${from('./errors.js', 'handleErrors')}(ctx.logger));`,
    },
    nest: {
      packages: [],
      compose: () => code`app.useGlobalFilters(new ${from('./errors.js', 'ProblemFilter')}(ctx.logger));`,
    },
    hono: {
      packages: [],
      compose: () =>
        code`app.use(${from('./errors.js', 'onlyErrors')});\napp.notFound(${from('./errors.js', 'notFound')});\napp.onError(${from('./errors.js', 'handleErrors')}(ctx.logger));`,
    },
    fastify: {
      packages: [],
      settings: () => code`frameworkErrors: ${from('./errors.js', 'sendRoundAgain')},`,
      compose: () => code`${from('./errors.js', 'handleErrors')}(app, ctx.logger);`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'An error tells versions, paths or data.',
        met: 'A stable code goes out, the rest into the log: `src/security/errors.ts`.',
        shownBy: ['error-no-leak'],
      },
    ],
  },
  controls: ['error-no-leak'],
});
