import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'every proxy is believed',
    swap(
      'src/security/proxy-trust.ts',
      "if (trust === 'none') return () => false;",
      "if (trust === 'none') return () => true;",
    ),
  ),
  mutant('one hop too many is believed', swap('src/security/proxy-trust.ts', 'hop < trust', 'hop <= trust')),
  mutant(
    'the limiter reads the header itself',
    swap(
      'src/security/limit-requests.ts',
      'clientKey(req.ip)',
      'clientKey(String(req.headers["x-forwarded-for"] ?? req.ip).split(",")[0])',
    ),
  ),
  mutant(
    'a vendor header is believed',
    swap(
      'src/security/limit-requests.ts',
      'clientKey(req.ip)',
      'clientKey(String(req.headers["cf-connecting-ip"] ?? req.ip))',
    ),
  ),
];
