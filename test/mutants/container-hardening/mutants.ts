import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('it runs as root', swap('Dockerfile', 'USER 10001:10001\n', '')),
  mutant('the user is a name', swap('Dockerfile', 'USER 10001:10001', 'USER node')),
  mutant(
    'a shell starts it',
    // The flags of node differ between frameworks: what stood in the exec form becomes a comment of the shell.
    swap('Dockerfile', 'ENTRYPOINT ["node"]\nCMD [', 'CMD node dist/server.js # ['),
  ),
  mutant(
    'there is no health check',
    swap(
      'Dockerfile',
      'HEALTHCHECK --interval=30s --timeout=5s --start-period=15s CMD ["node", "dist/healthcheck.js"]\n',
      '',
    ),
  ),
  mutant('a secret is an argument', swap('Dockerfile', 'EXPOSE 3000', 'ARG OPERATIONS_TOKEN\nEXPOSE 3000')),
  mutant(
    'the file system is writable',
    swap('deploy/compose/compose.yaml', 'user: "10001:10001"\n    read_only: true', 'user: "10001:10001"'),
  ),
  mutant(
    'the Compose file makes it root again',
    swap('deploy/compose/compose.yaml', 'user: "10001:10001"', 'user: "0:0"'),
  ),
  mutant('the proxy runs as root', swap('deploy/compose/compose.yaml', 'user: "10002:10002"', 'user: root')),
  mutant(
    'the port of the service is published',
    swap(
      'deploy/compose/compose.yaml',
      '    user: "10001:10001"',
      '    ports: ["3000:3000"]\n    user: "10001:10001"',
    ),
  ),
];
