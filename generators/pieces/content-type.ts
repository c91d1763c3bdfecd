import { code, from } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const contentType = definePiece({
  id: 'content-type',
  title: 'JSON bodies only',
  why: 'What a browser may send across origins unasked is never parsed',
  phase: 'parsing',
  preset: 'minimal',
  options: {},
  needs: ['problem'],
  fits: {
    connect: {
      packages: [],
      compose: () => code`app.use(${from('./content-type.js', 'jsonOnly')});`,
    },
    hono: {
      packages: [],
      compose: () => code`app.use(${from('./content-type.js', 'jsonOnly')});`,
    },
    fastify: {
      packages: [],
      compose: () => code`app.addHook('onRequest', ${from('./content-type.js', 'jsonOnly')});`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'A foreign page makes a browser write, without asking.',
        met: 'What a form can send is never parsed: `src/security/media-type.ts`.',
        shownBy: ['content-type-enforced'],
      },
    ],
  },
  controls: ['content-type-enforced'],
});
