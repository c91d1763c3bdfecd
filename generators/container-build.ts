import type { Data } from '../src/define/piece.js';
import type { TargetAnswers } from '../src/define/target.js';
import type { NodeLine, PackageManager } from '../src/define/words.js';
import { image } from './pins.js';

/** How a Dockerfile installs and prunes with one package manager. Dependencies' install scripts never run. */
export interface ContainerBuild {
  /** Whole instructions before the install: what the Node image does not bring. */
  readonly prepare: readonly string[];
  readonly install: string;
  /** Leaves production dependencies only, from the same lockfile. */
  readonly prune: string;
}

export const containerBuilds: Readonly<Record<PackageManager, ContainerBuild>> = {
  npm: {
    prepare: [],
    install: 'npm ci --ignore-scripts',
    prune: 'npm prune --omit=dev --ignore-scripts',
  },
  pnpm: {
    prepare: ['ENV CI=true', 'RUN npm install --global --ignore-scripts pnpm@12.21.0'],
    install: 'pnpm install --frozen-lockfile --ignore-scripts',
    prune: 'pnpm prune --prod --ignore-scripts',
  },
  yarn: {
    prepare: [
      'ENV YARN_NODE_LINKER=node-modules YARN_ENABLE_SCRIPTS=false YARN_ENABLE_TELEMETRY=false',
      'RUN npm install --global --ignore-scripts @yarnpkg/cli-dist@4.18.1',
    ],
    install: 'yarn install --immutable',
    prune: 'yarn workspaces focus --production',
  },
  bun: {
    // Its own install script only puts the binary in place; npm ran none, so it is called by name.
    prepare: [
      'RUN npm install --global --ignore-scripts bun@1.4.5 && node "$(npm root --global)/bun/install.js"',
    ],
    install: 'bun install --frozen-lockfile --ignore-scripts',
    prune: 'rm -rf node_modules && bun install --frozen-lockfile --ignore-scripts --production',
  },
};

/** Images by Node line: one with npm to build in, one without shell or package manager to run in. Both Debian 13. */
export const nodeImages: Readonly<Record<NodeLine, { readonly build: string; readonly run: string }>> = {
  '26': {
    build: image('node', '26.11.1-trixie-slim'),
    run: image('gcr.io/distroless/nodejs26-debian13', 'nonroot'),
  },
  '24': {
    build: image('node', '24.21.0-trixie-slim'),
    run: image('gcr.io/distroless/nodejs24-debian13', 'nonroot'),
  },
};

/** Where the service listens inside its container. */
export const containerPort = '3000';

/** What the Dockerfile of templates/targets/container/ reads. */
export const containerData = ({ packageManager, node }: TargetAnswers): Data => ({
  build: { ...containerBuilds[packageManager], image: nodeImages[node].build },
  run: { image: nodeImages[node].run },
  port: containerPort,
});

/** What an image may be built from. The last rule that fits decides: no secret gets in below src either. */
export const containerIgnores: readonly string[] = [
  '*',
  '!package*.json',
  '!pnpm-lock.yaml',
  '!yarn.lock',
  '!bun.lock',
  '!tsconfig*.json',
  '!src',
  '**/.env*',
  '**/*.pem',
  '**/*.key',
  '**/*.p12',
];
