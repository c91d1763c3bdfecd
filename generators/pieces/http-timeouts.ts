import { code, from } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const httpTimeouts = definePiece({
  id: 'http-timeouts',
  title: 'HTTP timeouts',
  why: 'Slow clients are closed in seconds, and what never became a request gets a plain answer',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['problem'],
  fits: {
    any: {
      packages: [],
      settings: () => code`...${from('./http-timeouts.js', 'clientLimits')},`,
      compose: () => code`${from('./http-timeouts.js', 'limitConnections')}(server);`,
    },
    'nest-fastify': {
      packages: [],
      compose: () =>
        code`server.removeAllListeners('clientError'); // Fastify's own answer comes without the headers\n${from('./http-timeouts.js', 'limitConnections')}(server);`,
    },
    nest: {
      packages: [],
      compose: () => code`${from('./http-timeouts.js', 'limitConnections')}(server);`,
    },
    fastify: {
      packages: [],
      settings: () =>
        code`requestTimeout: ${from('./http-timeouts.js', 'clientLimits')}.requestTimeout, // Fastify's own is 0, and inside http it has no effect\nhttp: { ...clientLimits },`,
      compose: () => code`${from('./http-timeouts.js', 'limitConnections')}(server);`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Denial of service',
        threat: 'Clients that send a byte a second hold all connections.',
        met: 'Headers, requests and idle connections have an end: `src/security/http-timeouts.ts`.',
        shownBy: ['http-timeouts'],
      },
    ],
  },
  controls: ['http-timeouts'],
});
