import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
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
  mutant('there is no readiness', swap('src/routes/health.ts', "path: '/readyz'", "path: '/internal/state'")),
];
