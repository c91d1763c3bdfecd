import { create, mutant, swap } from '../support/mutant.js';
import type { Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'a token is written in the source',
      create('src/data/partner.ts', "export const partnerToken = 'q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg';\n"),
    ),
    mutant(
      'a cloud key stands in a file of settings',
      create('deploy/settings.yaml', `access: ${['AKIA', 'Q7ZP2LXV9STB4KDW'].join('')}\n`),
    ),
  ],
  express: [
    mutant(
      'a route reads the secret itself',
      swap(
        'src/health/health.ts',
        'config.OPERATIONS_TOKEN)',
        'process.env.OPERATIONS_TOKEN ?? config.OPERATIONS_TOKEN)',
      ),
    ),
  ],
  hono: [
    mutant(
      'a route reads the secret itself',
      swap(
        'src/health/health.ts',
        'config.OPERATIONS_TOKEN)',
        'process.env.OPERATIONS_TOKEN ?? config.OPERATIONS_TOKEN)',
      ),
    ),
  ],
  fastify: [
    mutant(
      'a route reads the secret itself',
      swap(
        'src/health/health.ts',
        'isBearer(authorization, OPERATIONS_TOKEN)',
        'isBearer(authorization, process.env.OPERATIONS_TOKEN ?? OPERATIONS_TOKEN)',
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'a route reads the secret itself',
      swap(
        'src/health/operators.guard.ts',
        'this.config.OPERATIONS_TOKEN)',
        'process.env.OPERATIONS_TOKEN ?? this.config.OPERATIONS_TOKEN)',
      ),
    ),
  ],
};
