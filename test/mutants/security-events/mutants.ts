import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'refused credentials leave no event',
    swap('src/security/request-log.ts', "  unauthorized: 'authn_login_fail',\n", ''),
  ),
  mutant(
    'exceeded limits leave no event',
    swap('src/security/request-log.ts', "  rate_limited: 'excess_rate_limit_exceeded',\n", ''),
  ),
  mutant(
    'invalid input leaves no event',
    swap('src/security/request-log.ts', "  malformed_json: 'input_validation_fail',\n", ''),
  ),
];
