import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('plaintext is processed', swap('src/security/index.ts', 'app.use(httpsOnly(ctx.config));', '')),
  mutant(
    'plaintext is redirected',
    swap(
      'src/security/https-only.ts',
      "sendProblem(res, 'https_required', { headers: { Connection: 'close' } });",
      "res.redirect(308, `https://${req.headers.host ?? ''}${req.originalUrl}`);",
    ),
  ),
  mutant(
    'a claimed scheme is believed',
    swap('src/security/https-only.ts', 'req.secure ||', "req.headers['x-forwarded-proto'] === 'https' ||"),
  ),
  mutant(
    'reading is let through',
    swap('src/security/https-only.ts', '!isProduction ||', "!isProduction || req.method === 'GET' ||"),
  ),
];
