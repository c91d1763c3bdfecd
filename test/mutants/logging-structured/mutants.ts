import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = [
  mutant(
    'one line is plain text',
    swap(
      'src/security/request-log.ts',
      'const path = loggablePath(url);',
      "const path = loggablePath(url);\n  console.log('%s %s', method, path);",
    ),
  ),
  mutant(
    'what may be a card number is cut out of the line',
    swap(
      'src/security/logger.ts',
      'streamWrite: scrubber(secrets) }',
      "streamWrite: (line) => scrubber(secrets)(line).replace(/\\b\\d{12}[05]\\b/g, '[redacted]') }",
    ),
  ),
  mutant('lines have no time', swap('src/security/logger.ts', '      timestamp,', '      timestamp: false,')),
  mutant(
    'the request id is not logged',
    swap('src/security/request-log.ts', '{ requestId, event, problem,', '{ event, problem,'),
    swap('src/security/logger.ts', 'mixin: () => requestContext.getStore() ?? {},', 'mixin: () => ({}),'),
  ),
];
