import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'node’s own times are left',
    swap('src/security/index.ts', 'limitConnections(server);', ''),
    swap('src/server.ts', 'createServer(serverOptions, buildApp(ctx))', 'createServer(buildApp(ctx))'),
  ),
  mutant(
    'a body may take for ever',
    swap('src/security/http-timeouts.ts', 'requestTimeout: 30_000', 'requestTimeout: 0'),
  ),
  mutant(
    'headers and body may take five minutes',
    swap('src/security/http-timeouts.ts', 'headersTimeout: 10_000', 'headersTimeout: 300_000'),
    swap('src/security/http-timeouts.ts', 'requestTimeout: 30_000', 'requestTimeout: 300_000'),
  ),
];
