import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = [
  mutant(
    'one line is plain text',
    swap(
      'src/security/request-line.ts',
      'const path = loggablePath(url);',
      "const path = loggablePath(url);\n  console.log('%s %s', method, path);",
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
    swap('src/security/request-line.ts', '{ requestId, event, problem,', '{ event, problem,'),
    swap('src/security/logger.ts', 'mixin: () => requestContext.getStore() ?? {},', 'mixin: () => ({}),'),
  ),
];
