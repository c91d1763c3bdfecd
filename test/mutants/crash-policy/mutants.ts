import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'rejections are swallowed',
    swap(
      'src/security/process.ts',
      "process.on('uncaughtException', crash).on('unhandledRejection', crash);",
      "process.on('uncaughtException', crash).on('unhandledRejection', () => undefined);",
    ),
  ),
  mutant(
    'the process goes on',
    swap('src/security/process.ts', '    isCrashing = true;', '    return;\n    isCrashing = true;'),
  ),
  mutant('node prints a raw stack', swap('src/security/index.ts', 'exitOnUncaught(server, ctx.logger);', '')),
  mutant(
    'it ends with 0',
    swap(
      'src/security/process.ts',
      'isCrashing = true;\n    process.exitCode = 1;',
      'isCrashing = true;\n    process.exitCode = 0;',
    ),
    swap(
      'src/security/process.ts',
      'setTimeout(() => process.exit(1), patience)',
      'setTimeout(() => process.exit(0), patience)',
    ),
  ),
];
