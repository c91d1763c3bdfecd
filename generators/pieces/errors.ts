import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

/**
 * Where no handler of ours takes them, the framework writes errors as they are, and no event tells of
 * refused input.
 */
const loggedHere = ['logging-redaction', 'security-events'];

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
      closes: ['security-headers', ...loggedHere],
      compose: () => [
        middleware(code`${from('./errors.js', 'notFound')}`),
        middleware(code`${from('./errors.js', 'handleErrors')}(${root.logger})`),
      ],
    },
    nest: {
      packages: [],
      closes: loggedHere,
      compose: () => code`app.useGlobalFilters(new ${from('./errors.js', 'ProblemFilter')}(${root.logger}));`,
    },
    hono: {
      packages: [],
      closes: loggedHere,
      compose: () => [
        middleware(code`${from('./errors.js', 'onlyErrors')}`),
        code`app.notFound(${from('./errors.js', 'notFound')});`,
        code`app.onError(${from('./errors.js', 'handleErrors')}(${root.logger}));`,
      ],
    },
    fastify: {
      packages: [],
      closes: loggedHere,
      settings: () => [{ property: code`frameworkErrors: ${from('./errors.js', 'sendRoundAgain')}` }],
      compose: () => code`${from('./errors.js', 'handleErrors')}(app, ${root.logger});`,
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
