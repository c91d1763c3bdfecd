import { mutant, swap } from '../support/mutant.js';
import type { Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  contract: [
    mutant(
      'liveness tells versions',
      swap(
        'src/routes/health.ts',
        'responses: { 200: status },\n    handler: () => ({ status: 200, body: ok })',
        'responses: { 200: z.looseObject({}) },\n    handler: () => ({ status: ' +
          '200, body: { ...ok, version: process.versions.node } })',
      ),
    ),
    mutant(
      'details are open',
      swap(
        'src/routes/health.ts',
        'if (!isBearer(headers.authorization, config.OPERATIONS_TOKEN))',
        'if (headers.authorization === "never" && !isBearer(headers.authorization, config.OPERATIONS_TOKEN))',
      ),
    ),
    mutant(
      'there is no readiness',
      swap('src/routes/health.ts', "path: '/readyz'", "path: '/internal/state'"),
    ),
  ],
  express: [
    mutant(
      'liveness tells versions',
      swap('src/health/health.schema.ts', 'z.object({ status:', 'z.looseObject({ status:'),
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
        'if (!isBearer(req.headers.authorization, config.OPERATIONS_TOKEN))',
        'if (req.headers.authorization === "never" && !isBearer(req.headers.authorization, config.OPERATIONS_TOKEN))',
      ),
    ),
    mutant('there is no readiness', swap('src/health/health.ts', "'/readyz'", "'/internal/state'")),
  ],
  hono: [
    mutant(
      'liveness tells versions',
      swap('src/health/health.schema.ts', 'z.object({ status:', 'z.looseObject({ status:'),
      swap(
        'src/health/health.routes.ts',
        "(live, (c) => c.json({ status: 'ok' as const }, 200))",
        "(live, (c) => c.json({ status: 'ok' as const, version: process.versions.node }, 200))",
      ),
    ),
    mutant(
      'details are open',
      swap(
        'src/health/health.routes.ts',
        "if (!isBearer(c.req.header('authorization'), config.OPERATIONS_TOKEN))",
        "if (c.req.header('authorization') === 'never' && !isBearer('', config.OPERATIONS_TOKEN))",
      ),
    ),
    mutant(
      'there is no readiness',
      swap('src/health/health.routes.ts', "path: '/readyz'", "path: '/internal/state'"),
    ),
  ],
};
