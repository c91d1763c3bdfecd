import { code, from, middleware } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';
import { nestOnExpress } from '../context.js';

const headers = middleware(code`${from('./headers.js', 'securityHeaders')}`);

export const securityHeaders = definePiece({
  id: 'security-headers',
  title: 'Security headers',
  why: 'On every answer, refusals included, from one static list',
  phase: 'headers',
  preset: 'minimal',
  options: {},
  needs: ['problem'],
  fits: {
    connect: {
      packages: [],
      compose: () => headers,
      existing: ['helmet'],
    },
    nest: {
      packages: [],
      compose: () => [code`(app as ${nestOnExpress}).disable('x-powered-by');`, headers],
      existing: ['helmet'],
    },
    express: {
      packages: [],
      compose: () => [code`app.disable('x-powered-by');`, headers],
      existing: ['helmet'],
    },
    hono: {
      packages: [],
      compose: () => headers,
      existing: ['hono/secure-headers', 'helmet'],
    },
    fastify: {
      packages: [],
      compose: () => headers,
      existing: ['@fastify/helmet'],
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'A page embeds an answer and learns from it.',
        met: 'Answers may not be framed, sniffed, cached or embedded: `src/security/headers.ts`.',
        shownBy: ['security-headers'],
      },
    ],
  },
  controls: ['security-headers'],
});
