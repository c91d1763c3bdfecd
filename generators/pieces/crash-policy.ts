import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const crashPolicy = definePiece({
  id: 'crash-policy',
  title: 'Crash policy',
  why: 'After an uncaught error: log, drain, exit 1, be restarted',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['logging'],
  fits: {
    any: {
      packages: [],
      compose: () => code`${from('./process.js', 'exitOnUncaught')}(${root.server}, ${root.logger});`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'After an uncaught error the process goes on with broken state.',
        met: 'It is logged, and the process ends and is restarted: `src/security/process.ts`.',
        shownBy: ['crash-policy'],
      },
    ],
  },
  controls: ['crash-policy'],
});
