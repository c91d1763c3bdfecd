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
    hono: { ...fit, existing: ['hono/cors'] },
    fastify: { ...fit, existing: ['@fastify/cors'] },
  },
  env: [
    {
      name: 'ALLOWED_ORIGINS',
      schema: code`${from('./security/env.js', 'originList')}(mode)`,
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
        threat: 'A foreign page reads answers through the browser of a user who may read them.',
        met: 'Exact allowed origins, never a wildcard: `src/security/cors.ts`.',
        shownBy: ['cors-allowlist'],
      },
    ],
  },
  controls: ['cors-allowlist'],
});
