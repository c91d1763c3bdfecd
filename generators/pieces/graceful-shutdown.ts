import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const drain = from('./process.js', 'drainOnSignal');
const service = code`${root.server}, ${root.config}, ${root.logger}`;

export const gracefulShutdown = definePiece({
  id: 'graceful-shutdown',
  title: 'Graceful shutdown',
  why: 'On SIGTERM running requests get their answers, then the process exits 0',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['config', 'logging', 'health'],
  fits: {
    any: {
      packages: [],
      compose: () => code`${drain}(${service});`,
    },
    // Nest's own hooks (OnModuleDestroy, OnApplicationShutdown) run after the last request;
    // enableShutdownHooks() is not needed.
    'nest-any': {
      packages: [],
      compose: () => [
        code`const drained = ${drain}(${service});`,
        code`${from('./process.js', 'closeWhenDrained')}(app, drained);`,
        code`${from('./process.js', 'beforeExit')}(() => app.close());`,
      ],
    },
    // app.close() closes the server, with preClose hooks before and onClose hooks after it.
    fastify: {
      packages: [],
      settings: () => [
        { property: code`return503OnClosing: false`, why: "Fastify's own 503 would pass by all hooks" },
      ],
      compose: () => code`${drain}(${service}, (done) => void app.close().then(done));`,
    },
  },
  env: [
    {
      name: 'SHUTDOWN_SECONDS',
      schema: code`${from('zod', 'z')}.coerce.number().int().min(1).max(300).default(25)`,
      kind: 'setting',
      comment: 'Longest wait for running requests after SIGTERM, in seconds.',
      fallback: { in: 'everywhere', value: '25' },
      example: { development: '25', production: '25' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Denial of service',
        threat: 'Each deploy cuts requests off, so updates are put off.',
        met: 'Running requests are answered, new ones go elsewhere: `src/security/process.ts`.',
        shownBy: ['graceful-shutdown'],
      },
    ],
  },
  controls: ['graceful-shutdown'],
});
