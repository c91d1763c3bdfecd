import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const runtime = definePiece({
  id: 'runtime',
  title: 'Supported runtime',
  why: 'A Node that still gets security fixes, named once; a warning when it is not',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['logging'],
  fits: {
    any: {
      packages: [],
      compose: () => code`${from('./runtime.js', 'warnIfUnsupported')}(${root.logger});`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Elevation of privilege',
        threat: 'A published hole in Node is used.',
        met: 'The line is named, and a warning says when it has ended: `src/security/runtime.ts`.',
        shownBy: ['runtime-node-supported'],
      },
    ],
    // The tools want it: eslint 10.
    engines: '>=22.13',
  },
  controls: ['runtime-node-supported'],
});
