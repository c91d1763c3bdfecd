import { code, from } from '../../src/define/code.js';
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
      compose: () => code`${from('./runtime.js', 'warnIfUnsupported')}(ctx.logger);`,
    },
  },
  contributes: { engines: '>=22.12' },
  controls: ['runtime-node-supported'],
});
