import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const fit = {
  packages: [],
  compose: () => middleware(code`${from('./https-only.js', 'httpsOnly')}(${root.config})`),
};

export const httpsOnly = definePiece({
  id: 'https-only',
  title: 'HTTPS only',
  why: 'In production plaintext is refused unread, health checks aside; nothing is redirected',
  phase: 'transport',
  preset: 'minimal',
  options: {},
  needs: ['config', 'problem', 'proxy-trust'],
  fits: { connect: fit, hono: fit, fastify: fit },
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'Somebody on the network reads plaintext.',
        met:
          'Plaintext is refused, not redirected, but for health checks ' +
          '(`/livez`, `/readyz`): `src/security/https-only.ts`.',
        shownBy: ['transport-https-only'],
      },
    ],
  },
  controls: ['transport-https-only'],
});
