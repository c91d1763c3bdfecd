import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const sharedCounters = definePiece({
  id: 'shared-counters',
  title: 'Shared counters',
  why: 'Several instances count the requests of a client together, in Redis; without its URL each counts alone',
  phase: 'limits',
  preset: 'standard',
  options: {},
  needs: ['config', 'logging', 'rate-limit'],
  fits: {
    any: {
      packages: ['rate-limiter-flexible', 'ioredis'],
      compose: () => code`${from('./shared-counters.js', 'shareCounters')}(${root.config}, ${root.logger});`,
    },
  },
  env: [
    {
      name: 'REDIS_URL',
      schema: code`${from('./security/shared-counters.js', 'redisUrl')}()`,
      kind: 'secret',
      comment: 'Counters that several instances share, rediss://user:password@host:6379; unset means memory.',
      fallback: { in: 'everywhere', value: '' },
      example: { development: '', production: '' },
    },
    {
      name: 'RATE_LIMIT_STORE_DOWN',
      schema: code`${from('zod', 'z')}.enum(['memory', 'refuse']).default('memory')`,
      kind: 'setting',
      comment: 'When Redis is down: memory (each instance counts alone) or refuse (503 until it is back).',
      fallback: { in: 'everywhere', value: 'memory' },
      example: { development: 'memory', production: 'memory' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Denial of service',
        threat: 'A client has the limit of each instance.',
        open: 'Set `REDIS_URL` where several instances run: then they count together; whoever deploys.',
      },
    ],
    flows: [{ to: 'Redis, where REDIS_URL is set', carries: 'counters by client address' }],
  },
  controls: [],
});
