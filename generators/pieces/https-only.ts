import { code, from } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const httpsOnly = definePiece({
  id: 'https-only',
  title: 'HTTPS only',
  why: 'In production plaintext is refused unread, not redirected',
  phase: 'transport',
  preset: 'minimal',
  options: {},
  needs: ['config', 'problem', 'proxy-trust'],
  fits: {
    connect: {
      packages: [],
      compose: () => code`app.use(${from('./https-only.js', 'httpsOnly')}(ctx.config));`,
    },
    hono: {
      packages: [],
      compose: () => code`app.use(${from('./https-only.js', 'httpsOnly')}(ctx.config));`,
    },
    fastify: {
      packages: [],
      compose: () => code`app.addHook('onRequest', ${from('./https-only.js', 'httpsOnly')}(ctx.config));`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'The network reads what is sent in clear.',
        met: 'Plaintext is refused, not redirected: `src/security/plaintext.ts`.',
        shownBy: ['transport-https-only'],
      },
    ],
  },
  controls: ['transport-https-only'],
});
