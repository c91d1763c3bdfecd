import { code, from, middleware } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const bodyLimits = definePiece({
  id: 'body-limits',
  title: 'Bounded JSON parser',
  why: '100 KiB, 32 levels, 1000 keys, no prototype keys: refused before a handler sees them',
  phase: 'parsing',
  preset: 'minimal',
  options: {},
  needs: ['problem'],
  fits: {
    connect: {
      packages: [],
      compose: () => middleware(code`${from('./json-body.js', 'jsonBody')}`),
    },
    express: {
      packages: [],
      compose: () => middleware(code`${from('./json-body.js', 'jsonBody')}`),
      mounts: 'in existing repos',
    },
    // Handlers of a new service declare what they take: see src/security/checks.ts.
    'nest-any': {
      packages: [],
      compose: () => middleware(code`${from('./json-body.js', 'jsonBody')}`),
      mounts: 'in existing repos',
    },
    'nest-fastify': {
      packages: [],
      mounts: 'in existing repos',
      compose: () => [
        middleware(code`${from('./json-body.js', 'jsonBody')}`),
        code`${from('./bodies.js', 'handOverBodies')}(app);`,
      ],
    },
    hono: {
      packages: [],
      compose: () => middleware(code`${from('./json-body.js', 'jsonBody')}`),
      mounts: 'in existing repos',
    },
    fastify: {
      packages: [],
      // Unknown paths do not use our parser, and Fastify's default limit is a megabyte.
      settings: () => [
        { property: code`bodyLimit: theirs.bodyLimit ?? ${from('./body.js', 'jsonLimits')}.bytes` },
      ],
      compose: () => code`${from('./body.js', 'jsonBodies')}(app);`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Denial of service',
        threat: 'A body that is cheap to send is expensive to parse.',
        met: 'Limits of size, depth and keys, and no compression: `src/security/body.ts`.',
        shownBy: ['body-size-limits'],
      },
      {
        stride: 'Elevation of privilege',
        threat: 'A key of the body reaches a prototype, and with it every object.',
        met: 'Such keys are refused: `src/security/body.ts`; node runs without `__proto__`: `package.json`.',
        shownBy: ['proto-pollution', 'runtime-flags'],
      },
    ],
  },
  // It answers a body that does not parse with 400; without it, a handler would throw.
  controls: ['body-size-limits', 'proto-pollution', 'runtime-flags', 'error-no-leak'],
});
