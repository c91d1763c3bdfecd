import { mutant, swap, unmount } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('nothing handles the signal', unmount('graceful-shutdown')),
  mutant(
    'running requests are cut off',
    swap(
      'src/security/process.ts',
      'stopBeingReady();',
      'stopBeingReady();\n    server.closeAllConnections();',
    ),
  ),
  mutant(
    'it ends with 1',
    swap(
      'src/security/process.ts',
      'then(runLastTasks).then(() => process.exit())',
      'then(runLastTasks).then(() => process.exit(1))',
    ),
  ),
  mutant(
    'it never stops listening',
    swap(
      'src/security/process.ts',
      'close(() => (closed.yet = true));',
      'setTimeout(() => process.exit(0), 5000);',
    ),
  ),
];
