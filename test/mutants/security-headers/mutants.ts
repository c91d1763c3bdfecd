import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('the headers are not sent', swap('src/security/index.ts', 'app.use(securityHeaders);', '')),
  mutant(
    'one header is missing',
    swap('src/security/headers.ts', "  ['X-Content-Type-Options', 'nosniff'],\n", ''),
  ),
  mutant(
    'the policy allows inline scripts',
    swap(
      'src/security/headers.ts',
      "default-src 'none'; base-uri",
      "default-src 'none'; script-src 'unsafe-inline'; base-uri",
    ),
  ),
  mutant('HSTS lasts a minute', swap('src/security/headers.ts', 'max-age=63072000', 'max-age=60')),
  mutant(
    'refusals lack the headers',
    swap('src/security/index.ts', '  app.use(securityHeaders);\n', ''),
    swap(
      'src/security/index.ts',
      '  app.use(limitRequests(ctx.config, ctx.logger));',
      '  app.use(limitRequests(ctx.config, ctx.logger));\n  app.use(securityHeaders);',
    ),
  ),
  mutant('the software is named', swap('src/security/index.ts', "app.disable('x-powered-by');", '')),
];
