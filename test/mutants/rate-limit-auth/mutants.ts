import {
  expressLoginRoute,
  fastifyLoginRoute,
  honoLoginRoute,
  importsZod,
  nestLoginImports,
  nestLoginRoute,
} from '../support/login-route.js';
import { mutant, swap } from '../support/mutant.js';
import type { Edit, Mutant, Mutants } from '../support/mutant.js';

const asItCame = (...login: readonly Edit[]): readonly Mutant[] => [
  mutant(
    'the path is read as it came, and routers decode it',
    ...login,
    swap('src/security/rate-limit.ts', 'loginPath.test(spelledOut(target))', 'loginPath.test(target)'),
    swap('src/security/rate-limit.ts', '(route !== target && isLoginPath(route))', 'false'),
  ),
];

export const mutants: Mutants = {
  any: [
    mutant(
      'logins are limited as everything else',
      swap('src/security/rate-limit.ts', 'mayGuess(req))) return login;', 'mayGuess(req))) return usual;'),
    ),
    mutant('fifty failures are allowed', swap('src/security/rate-limit.ts', 'points: 5,', 'points: 50,')),
    mutant('failures are forgiven', swap('src/security/rate-limit.ts', 'status < 400', 'status !== 429')),
  ],
  express: asItCame(expressLoginRoute, importsZod),
  hono: asItCame(...honoLoginRoute),
  fastify: asItCame(fastifyLoginRoute, importsZod),
  'nest-any': asItCame(nestLoginRoute, nestLoginImports),
};
