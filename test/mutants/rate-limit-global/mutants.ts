import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'nothing is limited',
    swap('src/security/index.ts', 'app.use(limitRequests(ctx.config, ctx.logger));', ''),
  ),
  mutant('the limit is a million', swap('src/security/rate-limit.ts', 'points: 1000', 'points: 1_000_000')),
  mutant(
    'unknown paths are not counted',
    swap('src/security/index.ts', '  app.use(limitRequests(ctx.config, ctx.logger));\n', ''),
    swap(
      'src/app.ts',
      '  const api = routes();',
      "  app.use('/notes', limitRequests(ctx.config, ctx.logger));\n  const api = routes();",
    ),
    swap(
      'src/app.ts',
      'import { mount }',
      "import { limitRequests } from './security/limit-requests.js';\nimport { mount }",
    ),
  ),
  mutant(
    '429 without Retry-After',
    swap(
      'src/security/limit-requests.ts',
      "sendProblem(res, code, { headers: { 'Retry-After': String(seconds) } });",
      'sendProblem(res, code);',
    ),
  ),
  mutant(
    'every IPv6 address counts for itself',
    swap(
      'src/security/rate-limit.ts',
      "if (family !== 6) return family === 4 ? address : 'unknown';",
      'return address;',
    ),
  ),
];
