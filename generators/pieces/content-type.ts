import { code, from, middleware } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const fit = { packages: [], compose: () => middleware(code`${from('./content-type.js', 'jsonOnly')}`) };

export const contentType = definePiece({
  id: 'content-type',
  title: 'JSON bodies only',
  why: 'What a browser may send across origins unasked is never parsed',
  phase: 'parsing',
  preset: 'minimal',
  options: {},
  needs: ['problem'],
  fits: { connect: fit, hono: fit, fastify: fit },
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
