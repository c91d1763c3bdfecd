import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const crashPolicy = definePiece({
  id: 'crash-policy',
  title: 'Crash policy',
  why: 'After an error that nobody caught: log, drain, exit 1, be restarted',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['logging'],
  fits: {
    any: {
      packages: [],
      compose: () => code`${from('./crash-policy.js', 'exitOnUncaught')}(${root.server}, ${root.logger});`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'After an error that nobody caught the process goes on with broken state.',
        met: 'It is logged, and the process ends to be started anew: `src/security/crash-policy.ts`.',
        shownBy: ['crash-policy'],
      },
    ],
  },
  controls: ['crash-policy'],
});
