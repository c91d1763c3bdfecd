import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const fit = {
  packages: [],
  compose: () => middleware(code`${from('./rate-limit.js', 'limitRequests')}(${root.config})`),
  later: {
    server: () => code`${from('./rate-limit.js', 'limitRawAnswers')}(${root.server}, ${root.config});`,
  },
};

export const rateLimit = definePiece({
  id: 'rate-limit',
  title: 'Rate limits',
  why: '1000 requests in 15 minutes a client, 5 failures on login paths; each instance counts alone',
  phase: 'limits',
  preset: 'minimal',
  options: {},
  needs: ['config', 'logging', 'problem', 'proxy-trust'],
  fits: {
    connect: {
      ...fit,
      existing: ['express-rate-limit', 'rate-limiter-flexible', 'express-slow-down', 'express-brute'],
    },
    'nest-any': { ...fit, existing: ['@nestjs/throttler', 'express-rate-limit', 'rate-limiter-flexible'] },
    hono: { ...fit, existing: ['hono-rate-limiter', 'rate-limiter-flexible'] },
    fastify: { ...fit, existing: ['@fastify/rate-limit', 'rate-limiter-flexible'] },
  },
  contributes: {
    threats: [
      {
        stride: 'Spoofing',
        threat: 'Passwords and tokens are guessed.',
        met: 'Five failures of a client in a quarter of an hour: `src/security/rate-limit.ts`.',
        shownBy: ['rate-limit-auth'],
      },
      {
        stride: 'Spoofing',
        threat: 'The password of one account is guessed from many addresses.',
        open:
          'Only clients are counted here. Count the failures of each ' +
          'account, and delay them; whoever writes the login.',
      },
      {
        stride: 'Denial of service',
        threat: 'One client uses up what all clients share.',
        met:
          'A thousand requests in a quarter of an hour, counted before ' +
          'anything is parsed: `src/security/rate-limit.ts`.',
        shownBy: ['rate-limit-global'],
      },
    ],
  },
  controls: ['rate-limit-global', 'rate-limit-auth'],
});
