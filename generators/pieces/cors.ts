import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const fit = {
  packages: [],
  compose: () => middleware(code`${from('./cors.js', 'cors')}(${root.config})`),
  later: { transport: () => middleware(code`${from('./cors.js', 'preflight')}`) },
};

export const cors = definePiece({
  id: 'cors',
  title: 'CORS allowlist',
  why: 'Only the web origins you list may read answers, compared exactly',
  phase: 'cors',
  preset: 'minimal',
  options: {},
  needs: ['config', 'problem'],
  fits: {
    connect: { ...fit, existing: ['cors'] },
    // hono/cors makes a Response before the handler does, which costs more than the request: 52 to 94 us on one of 30.
    hono: { ...fit, existing: ['hono/cors'] },
    // Not @fastify/cors: 12 us where a look-up takes 1.
    fastify: { ...fit, existing: ['@fastify/cors'] },
  },
  env: [
    {
      name: 'ALLOWED_ORIGINS',
      schema: code`${from('./security/env-types.js', 'originList')}(mode)`,
      kind: 'setting',
      comment:
        'Web origins whose pages may read answers, comma-separated: https://app.acme.org; empty means none.',
      fallback: { in: 'everywhere', value: '' },
      example: { development: 'http://localhost:5173', production: '' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'A foreign page reads answers with the browser of somebody who may.',
        met: 'Exact allowed origins and no credentials: `src/security/cors-policy.ts`.',
        shownBy: ['cors-allowlist'],
      },
    ],
  },
  controls: ['cors-allowlist'],
});
