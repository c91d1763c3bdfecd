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
  // ignore-scripts would silence the prepare, postinstall and pretest scripts that an existing repo may live by.
  contributes: { engines: '>=22.12', newOnly: ['.npmrc'] },
  controls: ['runtime-node-supported'],
});
