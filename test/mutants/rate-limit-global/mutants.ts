import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant('nothing is limited', unmount('rate-limit')),
    mutant('the limit is a million', swap('src/security/rate-limit.ts', 'points: 1000', 'points: 1_000_000')),
    mutant(
      'every IPv6 address counts for itself',
      swap(
        'src/security/requests.ts',
        "if (family !== 6) return family === 4 ? address : 'unknown';",
        'return address;',
      ),
    ),
    mutant(
      '429 without Retry-After',
      swap('src/security/rate-limit.ts', "headers: { 'Retry-After': String(seconds) },", 'headers: {},'),
    ),
  ],
  express: [
    mutant(
      'unknown paths are not counted',
      unmount('rate-limit'),
      swap(
        'src/app.ts',
        '  app.use(notesRouter());',
        "  app.use('/notes', limitRequests(ctx.config));\n  app.use(notesRouter());",
      ),
      swap(
        'src/app.ts',
        'import { openApiRouter }',
        "import { limitRequests } from './security/rate-limit.js';\nimport { openApiRouter }",
      ),
    ),
  ],
  fastify: [
    mutant(
      'unknown paths are not counted',
      unmount('rate-limit'),
      swap(
        'src/app.ts',
        'app.register(notes);',
        "app.register(async (inner) => {\n    inner.addHook('onRequest', " +
          'limitRequests(ctx.config));\n    inner.register(notes);\n  });',
      ),
      swap(
        'src/app.ts',
        'import { notes }',
        "import { limitRequests } from './security/rate-limit.js';\nimport { notes }",
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'unknown paths are not counted',
      unmount('rate-limit'),
      swap('src/app.ts', '  return app;', "  app.use('/notes', limitRequests(ctx.config));\n  return app;"),
      swap(
        'src/app.ts',
        'import { NestLogger }',
        "import { limitRequests } from './security/rate-limit.js';\nimport { NestLogger }",
      ),
    ),
  ],
  hono: [
    mutant(
      'unknown paths are not counted',
      unmount('rate-limit'),
      swap(
        'src/app.ts',
        '  const routes = app',
        "  app.use('/notes/*', limitRequests(ctx.config));\n  const routes = app",
      ),
      swap(
        'src/app.ts',
        'import { refuseUndeclared }',
        "import { limitRequests } from './security/rate-limit.js';\nimport { refuseUndeclared }",
      ),
    ),
  ],
};
