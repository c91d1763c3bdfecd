import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'a body may take for ever',
      swap('src/security/http-timeouts.ts', 'requestTimeout: 30_000', 'requestTimeout: 0'),
    ),
    mutant(
      'headers and body may take five minutes',
      swap('src/security/http-timeouts.ts', 'headersTimeout: 10_000', 'headersTimeout: 300_000'),
      swap('src/security/http-timeouts.ts', 'requestTimeout: 30_000', 'requestTimeout: 300_000'),
    ),
  ],
  express: [
    mutant(
      'node’s own times are left',
      swap('src/security/index.ts', 'limitConnections(server, ctx.config);', ''),
      swap('src/server.ts', 'createServer(serverOptions, buildApp(ctx))', 'createServer(buildApp(ctx))'),
    ),
  ],
  fastify: [
    mutant(
      'Fastify’s own times are left',
      unmount('http-timeouts'),
      swap('src/security/index.ts', 'requestTimeout: clientLimits.requestTimeout', 'requestTimeout: 0'),
      swap('src/security/index.ts', ', ...clientLimits }', ' }'),
    ),
    mutant(
      'the time of a request stands where Fastify does not look',
      unmount('http-timeouts'),
      swap('src/security/index.ts', '    requestTimeout: clientLimits.requestTimeout,', ''),
    ),
  ],
  'nest-any': [
    mutant(
      'the adapter’s own times are left',
      unmount('http-timeouts'),
      swap('src/security/index.ts', '  ...clientLimits,\n', '\n'),
    ),
  ],
  hono: [
    mutant(
      'node’s own times are left',
      unmount('http-timeouts'),
      swap('src/server.ts', 'port, serverOptions }', 'port }'),
    ),
  ],
};
