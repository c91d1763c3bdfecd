import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

/** Without our error handler the framework logs errors unmasked, and no event reports refused input. */
const loggedHere = ['logging-redaction', 'security-events'];

export const errors = definePiece({
  id: 'errors',
  title: 'Error mapping',
  why: 'Errors become answers without internal details',
  phase: 'errors',
  preset: 'minimal',
  options: {},
  needs: ['problem', 'logging'],
  fits: {
    express: {
      packages: [],
      // Express's own last handler answers 404 and 500, and replaces the Content-Security-Policy.
      closes: ['security-headers', ...loggedHere],
      compose: () => [
        middleware(code`${from('./problem.js', 'notFound')}`),
        middleware(code`${from('./problem.js', 'handleErrors')}(${root.logger})`),
      ],
    },
    'nest-any': {
      packages: [],
      closes: loggedHere,
      mounts: 'in existing repos', // new services provide it as APP_FILTER
      compose: () =>
        code`app.useGlobalFilters(new ${from('./problem.js', 'ProblemFilter')}(${root.logger}));`,
    },
    hono: {
      packages: [],
      closes: loggedHere,
      compose: () => [
        middleware(code`${from('./problem.js', 'onlyErrors')}`),
        code`app.notFound(${from('./problem.js', 'notFound')});`,
        code`app.onError(${from('./problem.js', 'handleErrors')}(${root.logger}));`,
      ],
    },
    fastify: {
      packages: [],
      closes: loggedHere,
      settings: () => [{ property: code`frameworkErrors: ${from('./problem.js', 'sendRoundAgain')}` }],
      compose: () => code`${from('./problem.js', 'handleErrors')}(app, ${root.logger});`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'An error answer shows versions, paths or data.',
        met: 'The client gets a stable code, the log the rest: `src/security/problem.ts`.',
        shownBy: ['error-no-leak'],
      },
    ],
  },
  controls: ['error-no-leak'],
});
