import { mutant, swap } from '../support/mutant.js';
import type { Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  express: [
    mutant(
      'liveness tells versions',
      swap('src/health/health.ts', 'z.object({ status:', 'z.looseObject({ status:'),
      swap(
        'src/health/health.ts',
        "    (_req, res) => {\n      res.json({ status: 'ok' });",
        "    (_req, res) => {\n      res.json({ status: 'ok', version: process.versions.node });",
      ),
    ),
    mutant(
      'details are open',
      swap(
        'src/health/health.ts',
        'if (!isBearer(headers.authorization, token))',
        'if (headers.authorization === "never" && !isBearer(headers.authorization, token))',
      ),
    ),
    mutant('there is no readiness', swap('src/health/health.ts', "'/readyz'", "'/internal/state'")),
  ],
  hono: [
    mutant(
      'liveness tells versions',
      swap('src/health/health.ts', 'z.object({ status:', 'z.looseObject({ status:'),
      swap(
        'src/health/health.ts',
        "(live, (c) => c.json({ status: 'ok' as const }, 200))",
        "(live, (c) => c.json({ status: 'ok' as const, version: process.versions.node }, 200))",
      ),
    ),
    mutant(
      'details are open',
      swap(
        'src/health/health.ts',
        "if (!isBearer(c.req.header('authorization'), config.OPERATIONS_TOKEN))",
        "if (c.req.header('authorization') === 'never' && !isBearer('', config.OPERATIONS_TOKEN))",
      ),
    ),
    mutant(
      'there is no readiness',
      swap('src/health/health.ts', "path: '/readyz'", "path: '/internal/state'"),
    ),
  ],
  fastify: [
    mutant(
      'liveness tells versions',
      swap(
        'src/health/health.ts',
        "status: z.enum(['ok', 'unavailable']) }",
        "status: z.enum(['ok', 'unavailable']), version: z.string().optional() }",
      ),
      swap(
        'src/health/health.ts',
        "() => ({ status: 'ok' as const })",
        "() => ({ status: 'ok' as const, version: process.versions.node })",
      ),
    ),
    mutant(
      'details are open',
      swap(
        'src/health/health.ts',
        'if (isBearer(authorization, OPERATIONS_TOKEN))',
        "if (authorization !== 'never' || isBearer(authorization, OPERATIONS_TOKEN))",
      ),
    ),
    mutant('there is no readiness', swap('src/health/health.ts', "'/readyz'", "'/internal/state'")),
  ],
  'nest-any': [
    mutant(
      'liveness tells versions',
      swap('src/health/health.ts', 'z.object({ status:', 'z.looseObject({ status:'),
      swap(
        'src/health/health.controller.ts',
        "return { status: 'ok' };",
        "return { status: 'ok', version: process.versions.node };",
      ),
    ),
    mutant(
      'details are open',
      swap(
        'src/health/operators.guard.ts',
        'if (isBearer(',
        "if (headers.authorization !== 'never' || isBearer(",
      ),
    ),
    mutant(
      'there is no readiness',
      swap('src/health/health.controller.ts', "@Get('readyz')", "@Get('internal/state')"),
    ),
  ],
};
