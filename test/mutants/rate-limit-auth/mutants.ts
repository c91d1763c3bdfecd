import { loginRoute } from '../support/login-route.js';
import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'logins are limited as everything else',
    swap(
      'src/security/rate-limit.ts',
      '(route !== target && isLoginPath(route)) ? login',
      'isLoginPath(route) ? usual',
    ),
  ),
  mutant('fifty failures are allowed', swap('src/security/rate-limit.ts', 'points: 5,', 'points: 50,')),
  mutant(
    'the path is read as it came, and routers decode it',
    loginRoute,
    swap('src/security/rate-limit.ts', 'loginPath.test(spelledOut(target))', 'loginPath.test(target)'),
    swap('src/security/rate-limit.ts', '(route !== target && isLoginPath(route))', 'false'),
  ),
  mutant('failures are forgiven', swap('src/security/rate-limit.ts', 'status < 400', 'status !== 429')),
];
