import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'any other method is 404',
    swap(
      'src/security/mount.ts',
      "else sendProblem(res, 'method_not_allowed', { headers: { Allow: allow } });",
      "else sendProblem(res, 'not_found');",
    ),
  ),
  mutant(
    'TRACE echoes',
    swap(
      'src/security/index.ts',
      'app.use(strictHttp(ctx.config));',
      "app.use((req, res, next) => (req.method === 'TRACE' ? void res.type('message/http').send(JSON.stringify(req.headers)) : next()));\n  app.use(strictHttp(ctx.config));",
    ),
  ),
  mutant(
    '405 without Allow',
    swap(
      'src/security/mount.ts',
      "sendProblem(res, 'method_not_allowed', { headers: { Allow: allow } })",
      "sendProblem(res, 'method_not_allowed')",
    ),
  ),
];
