import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

/** Makes requests that no router can read reach the middleware, which refuses them. */
const readable = code`${from('./http-strict.js', 'makeReadable')}(${root.server});`;

export const problem = definePiece({
  id: 'problem',
  title: 'Problem responses',
  why: 'One shape for every refusal; other pieces answer with it',
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: {
    any: { packages: [], around: { server: readable } },
    hono: {
      packages: [],
      around: {
        first: middleware(code`${from('./hono.js', 'onlyServed')}(${root.config})`),
        last: middleware(code`${from('./http-strict.js', 'refuseUnreadable')}`),
        // node-server answers what it cannot read before any middleware
        server: code`${from('./hono.js', 'requireNode')}(${root.config});\n${readable}`,
      },
    },
  },
  controls: [],
});
