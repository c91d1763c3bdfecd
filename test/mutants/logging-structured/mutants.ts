import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'one line is plain text',
    swap(
      'src/security/request-log.ts',
      'requestContext.run({ requestId }, next);',
      "console.log('%s %s', req.method, req.originalUrl);\n    requestContext.run({ requestId }, next);",
    ),
  ),
  mutant(
    'lines have no time',
    swap(
      'src/security/logger.ts',
      'timestamp: () => `,"time":"${new Date().toISOString()}"`',
      'timestamp: false',
    ),
  ),
  mutant(
    'the request id is not logged',
    swap('src/security/request-log.ts', '{ requestId, event, problem,', '{ event, problem,'),
    swap('src/security/logger.ts', 'mixin: () => requestContext.getStore() ?? {},', 'mixin: () => ({}),'),
  ),
];
