import { code, from, middleware } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const fit = { packages: [], compose: () => middleware(code`${from('./content-type.js', 'jsonOnly')}`) };

export const contentType = definePiece({
  id: 'content-type',
  title: 'JSON bodies only',
  why: 'Bodies that browsers send to other origins without a preflight are never parsed',
  phase: 'parsing',
  preset: 'minimal',
  options: {},
  needs: ['problem'],
  uses: ['body-limits'],
  fits: {
    connect: fit,
    'nest-any': { ...fit, mounts: 'in existing repos' },
    express: { ...fit, mounts: 'in existing repos' },
    hono: { ...fit, mounts: 'in existing repos' },
    fastify: { packages: [], compose: () => middleware(code`${from('./body.js', 'jsonOnly')}(app)`) },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'A foreign page makes a browser send a write request, without a preflight.',
        met: 'Bodies that a form can send are never parsed: `src/security/body.ts`.',
        shownBy: ['content-type-enforced'],
      },
    ],
  },
  controls: ['content-type-enforced'],
});
