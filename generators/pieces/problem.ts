import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

/** By it what no router can read comes to the middleware, which refuses it. */
const readable = (module: string) => code`${from(module, 'makeReadable')}(${root.server});`;
const unreadable = './refuse-unreadable.js';

export const problem = definePiece({
  id: 'problem',
  title: 'Problem responses',
  why: 'One shape for every refusal; other pieces answer with it',
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: {
    any: { packages: [], around: { server: readable('./readable.js') } },
    hono: {
      packages: [],
      around: {
        first: code`${from('./in-process.js', 'answerInProcess')}(app);`,
        last: middleware(code`${from(unreadable, 'refuseUnreadable')}`),
        server: readable(unreadable), // node-server answers by itself what it cannot read
      },
    },
  },
  controls: [],
});
