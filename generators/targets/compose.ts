import type { Data } from '../../src/define/piece.js';
import { defineTarget, type TargetAnswers } from '../../src/define/target.js';
import { containerData, containerIgnores, containerPort, nodeLine } from '../container-build.js';
import { beginSettings, deploymentName, optionalSecretsOf, secretsOf, settingsOf } from '../deployment.js';
import { image } from '../pins.js';

/** The network between Caddy and the service, outside the address pools that Docker assigns from. */
const edgeSubnet = '10.203.113.0/28';

/** Settings that compose.yaml sets itself, so that users cannot get them wrong. */
const fixed = { HOST: '0.0.0.0', PORT: containerPort, TRUST_PROXY: edgeSubnet };

/** In the image too, for those who run it without the Compose file. */
const healthCheck =
  'HEALTHCHECK --interval=30s --timeout=5s --start-period=15s CMD ["node", "dist/healthcheck.js"]';

export const compose = defineTarget({
  id: 'compose',
  title: 'Docker Compose on one machine',
  why: 'One server, HTTPS by Caddy, nothing else to rent',
  proxies: edgeSubnet,
  stopSeconds: 30,
  env: fixed,
  template: {
    head: [
      'Copy to .env.production, which git ignores, and fill in.',
      '`docker compose --env-file` reads it, and hands over what deploy/compose/compose.yaml names.',
    ],
    secret: (file, need) =>
      need === 'needed'
        ? [
            `Not read here, leave it empty: it is the file deploy/compose/secrets/${file}, see the README.md there.`,
          ]
        : [
            `Not read here, leave it empty: write deploy/compose/secrets/${file}, and name it in compose.yaml as its`,
            'README.md says.',
          ],
    decided: ['Not read here: deploy/compose/compose.yaml decides it.'],
  },
  layers: ['container', 'caddy'],
  contributes: {
    gitignore: ['deploy/compose/secrets/', 'deploy/compose/certificates/'],
    dockerignore: containerIgnores,
    updates: [
      { ecosystem: 'docker', directory: '/', ignore: nodeLine },
      { ecosystem: 'docker-compose', directory: '/deploy/compose' },
    ],
    threats: [
      {
        stride: 'Elevation of privilege',
        threat: 'Code that got into the service reaches the host.',
        met:
          'A numeric user, read-only files, no capability and no ' +
          'shell: `Dockerfile`, `deploy/compose/compose.yaml`.',
        shownBy: ['container-hardening'],
      },
    ],
  },
  data,
  controls: ['container-hardening', 'images-pinned'],
});

function data(answers: TargetAnswers): Data {
  const { name, env, services, pieces } = answers;
  return {
    ...containerData(answers),
    health: [healthCheck],
    project: deploymentName(name),
    caddy: image('caddy', '2.11.4-alpine'),
    upstream: `app:${containerPort}`,
    begin: beginSettings(pieces),
    edgeSubnet,
    fixed: Object.entries(fixed).map(([variable, value]) => ({ name: variable, value })),
    settings: settingsOf(env, ['NODE_ENV', 'PUBLIC_ORIGIN', ...Object.keys(fixed)]),
    secrets: secretsOf(env),
    optionalSecrets: optionalSecretsOf(env),
    services: services.map(({ name: service, yaml }) => ({ name: service, yaml: indented(yaml, 4) })),
    networks: services.length > 0 ? ['edge', 'data'] : ['edge'],
    privateNetworks: services.length > 0 ? ['data'] : [],
  };
}

/** Indents a block of YAML. */
const indented = (yaml: string, columns: number): string =>
  yaml
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(columns) + line))
    .join('\n');
