import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const runtime = definePiece({
  id: 'runtime',
  title: 'Supported runtime',
  why: 'A Node version that gets security fixes, set in one place; a warning when they end',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['logging'],
  fits: {
    any: {
      packages: [],
      compose: () => code`${from('./process.js', 'warnIfUnsupported')}(${root.logger});`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Elevation of privilege',
        threat: 'A known vulnerability of Node is exploited.',
        met: 'The version is set, and a warning says when its fixes have ended: `src/security/process.ts`.',
        shownBy: ['runtime-node-supported'],
      },
    ],
    // The development tools need it: eslint 10.
    engines: '>=22.13',
  },
  controls: ['runtime-node-supported'],
});
