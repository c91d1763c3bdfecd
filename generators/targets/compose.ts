import type { Data, EnvVar } from '../../src/define/piece.js';
import { defineTarget, type TargetAnswers } from '../../src/define/target.js';
import { image } from '../pins.js';
import { containerBuilds, nodeImages } from '../container-build.js';

/** The network between Caddy and the service; outside the pools that Docker hands out by itself. */
const edgeSubnet = '10.203.113.0/28';

/** Settings that the container decides, so that no deployment file can get them wrong. */
const fixed: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  HOST: '0.0.0.0',
  PORT: '3000',
  TRUST_PROXY: edgeSubnet,
};

export const compose = defineTarget({
  id: 'compose',
  title: 'Docker Compose on one machine',
  why: 'One server, HTTPS by Caddy, nothing else to rent',
  proxies: edgeSubnet,
  stopSeconds: 30,
  env: { TRUST_PROXY: edgeSubnet, HOST: fixed.HOST ?? '', PORT: fixed.PORT ?? '' },
  contributes: {
    gitignore: ['deploy/compose/secrets/'],
    dockerignore: [
      '*',
      '!package*.json',
      '!pnpm-lock.yaml',
      '!yarn.lock',
      '!bun.lock',
      '!tsconfig*.json',
      '!src',
      // The last rule that fits decides, so these stand behind the allowed folders: no secret gets in below src either.
      '**/.env*',
      '**/*.pem',
      '**/*.key',
      '**/*.p12',
    ],
  },
  data,
  controls: ['container-hardening', 'images-pinned'],
});

function data({ name, packageManager, node, env, services }: TargetAnswers): Data {
  const build = containerBuilds[packageManager];
  return {
    project: projectName(name),
    build: { ...build, image: nodeImages[node].build },
    run: { image: nodeImages[node].run },
    caddy: image('caddy', '2.11.4-alpine'),
    edgeSubnet,
    port: fixed.PORT ?? '',
    fixed: Object.entries(fixed)
      .filter(([variable]) => variable !== 'NODE_ENV')
      .map(([variable, value]) => ({ name: variable, value })),
    settings: env
      .filter(
        ({ kind, name }) => kind === 'setting' && !Object.hasOwn(fixed, name) && name !== 'PUBLIC_ORIGIN',
      )
      .map(({ name }) => ({ name })),
    secrets: env
      .filter(neededInProduction)
      .map(({ name, comment }) => ({ name, comment, file: name.toLowerCase() })),
    optionalSecrets: env
      .filter((variable) => variable.kind === 'secret' && !neededInProduction(variable))
      .map(({ name, comment }) => ({ name, comment, file: name.toLowerCase() })),
    services: services.map(({ name: service, yaml }) => ({ name: service, yaml: indented(yaml, 4) })),
    networks: services.length > 0 ? ['edge', 'data'] : ['edge'],
    privateNetworks: services.length > 0 ? ['data'] : [],
  };
}

/** Compose allows fewer characters in a project's name than npm in a package's. */
const projectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '');

const neededInProduction = ({ kind, fallback }: EnvVar): boolean =>
  kind === 'secret' && (fallback === 'none' || fallback.in === 'development');

/** A block of YAML, moved right. */
const indented = (yaml: string, columns: number): string =>
  yaml
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(columns) + line))
    .join('\n');
