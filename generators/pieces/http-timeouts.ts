import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const httpTimeouts = definePiece({
  id: 'http-timeouts',
  title: 'HTTP timeouts',
  why: 'Slow clients are cut off within seconds, and invalid input gets a proper answer',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['config', 'problem'],
  fits: {
    any: {
      packages: [],
      serverSettings: () => [{ property: code`...${from('./http-timeouts.js', 'clientLimits')}` }],
      compose: () => code`${from('./http-timeouts.js', 'limitConnections')}(${root.server}, ${root.config});`,
    },
    'nest-any': {
      packages: [],
      compose: () => code`${from('./http-timeouts.js', 'limitConnections')}(${root.server}, ${root.config});`,
    },
    fastify: {
      packages: [],
      settings: () => [
        {
          property: code`requestTimeout: ${from('./http-timeouts.js', 'clientLimits')}.requestTimeout`,
          why: "Fastify's default is 0, and inside http it has no effect",
        },
      ],
      serverSettings: () => [{ property: code`...${from('./http-timeouts.js', 'clientLimits')}` }],
      compose: () => code`${from('./http-timeouts.js', 'limitConnections')}(${root.server}, ${root.config});`,
    },
  },
  env: [
    {
      name: 'KEEP_ALIVE_SECONDS',
      schema: code`${from('zod', 'z')}.coerce.number().int().min(1).max(7200).default(75)`,
      kind: 'setting',
      comment: 'How long an idle connection stays open, in seconds: longer than the proxy in front keeps it.',
      fallback: { in: 'everywhere', value: '75' },
      example: { development: '75', production: '75' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Denial of service',
        threat: 'Clients that send a byte a second hold all connections.',
        met: 'Headers, requests and idle connections have an end: `src/security/http-timeouts.ts`.',
        shownBy: ['http-timeouts'],
      },
      {
        stride: 'Denial of service',
        threat: 'A client asks for much and reads nothing, and its answers fill the memory.',
        met:
          'Requests of a connection are taken in turn, and who does not ' +
          'read is cut off: `src/security/http-timeouts.ts`.',
        shownBy: ['http-timeouts'],
      },
    ],
  },
  controls: ['http-timeouts'],
});
