import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';
import { zodPlugin } from '../zod-plugin.js';

const plugin = code`app.register(${from('../health/health.js', 'healthChecks')}, ${root.config});`;

export const health = definePiece({
  id: 'health',
  title: 'Health endpoints',
  why: 'Alive and ready in two words; details for operators only',
  phase: 'validation',
  preset: 'minimal',
  options: {},
  needs: ['config', 'logging', 'input-validation'],
  fits: {
    hono: {
      packages: ['zod', '@hono/zod-openapi'],
      compose: () => code`app.route('/', ${from('../health/health.js', 'healthRoutes')}(${root.config}));`,
      mounts: 'in existing repos',
    },
    express: {
      packages: ['zod'],
      compose: () => code`${from('../health/health.js', 'addHealthChecks')}(app, ${root.config});`,
    },
    fastify: {
      packages: ['fastify-type-provider-zod', 'zod'],
      modules: () => [plugin],
      compose: () => zodPlugin(plugin),
      mounts: 'in existing repos',
    },
    'nest-any': {
      packages: ['zod'],
      compose: () => code`${from('./serve-health.js', 'serveHealth')}(app, ${root.config});`,
      mounts: 'in existing repos', // a new service imports HealthModule
    },
  },
  env: [
    {
      name: 'OPERATIONS_TOKEN',
      schema: code`${from('./security/env.js', 'secret')}(mode)`,
      kind: 'secret',
      comment: 'Bearer token of operators, for GET /health/details; 32 random bytes or more.',
      fallback: 'none',
      example: { development: '', production: '' },
      generate: 'base64url-48',
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Spoofing',
        threat: 'A stranger pretends to be an operator.',
        met: 'A token, compared in constant time: `src/health/health.ts`.',
        shownBy: ['health-endpoints'],
      },
    ],
  },
  controls: ['health-endpoints', 'exposed-paths'],
});
