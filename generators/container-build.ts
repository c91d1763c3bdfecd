import type { Answers } from '../src/define/answers.js';
import type { Data, Ignored } from '../src/define/piece.js';
import type { TargetAnswers } from '../src/define/target.js';
import type { NodeLine, PackageManager } from '../src/define/words.js';
import { managerPackage, packageManagerCommands, upFrom } from '../src/plan/package-managers.js';
import { image } from './pins.js';

/** How a Dockerfile installs and prunes with one package manager. Install scripts of dependencies never run. */
export interface ContainerBuild {
  /** Instructions before the install, for tools that the Node image lacks. */
  readonly prepare: readonly string[];
  readonly install: string;
  /** Removes development dependencies, by the same lockfile. */
  readonly prune: string;
}

type Seat = Pick<Answers, 'packageManager' | 'within'>;

export const containerBuild = (seat: Seat): ContainerBuild =>
  builds[seat.packageManager](seat, seat.within?.workspace ?? '');

/** In a workspace the commands run at its root and name the package. */
const builds: Readonly<Record<PackageManager, (seat: Seat, member: string) => ContainerBuild>> = {
  npm: (_, member) => ({
    prepare: [],
    install: `npm ci --ignore-scripts${member && ` --workspace ${member}`}`,
    prune: `npm prune --omit=dev --ignore-scripts${member && ` --workspace ${member}`}`,
  }),
  pnpm: (seat, member) => ({
    prepare: ['ENV CI=true', `RUN npm install --global --ignore-scripts ${managerPackage(seat)}`],
    install: `pnpm install --frozen-lockfile --ignore-scripts${member && ` --filter ./${member}`}`,
    prune:
      member === ''
        ? 'pnpm prune --prod --ignore-scripts'
        : `rm -rf node_modules ${member}/node_modules && pnpm install ` +
          `--frozen-lockfile --ignore-scripts --prod --filter ./${member}`,
  }),
  yarn: (seat, member) => ({
    prepare: [
      'ENV YARN_NODE_LINKER=node-modules YARN_ENABLE_SCRIPTS=false ' +
        'YARN_ENABLE_TELEMETRY=false YARN_ENABLE_IMMUTABLE_INSTALLS=true',
      `RUN npm install --global --ignore-scripts ${managerPackage(seat)}`,
    ],
    install: member === '' ? 'yarn install --immutable' : `cd ${member} && yarn workspaces focus`,
    prune: `${member && `cd ${member} && `}yarn workspaces focus --production`,
  }),
  bun: (seat, member) => ({
    // Bun's install script only puts the binary in place. npm ran no scripts, so this calls it.
    prepare: [
      `RUN npm install --global --ignore-scripts ${managerPackage(seat)} ` +
        '&& node "$(npm root --global)/bun/install.js"',
    ],
    install: `bun install --frozen-lockfile --ignore-scripts${member && ` --filter ./${member}`}`,
    prune:
      `rm -rf node_modules${member && ` ${member}/node_modules`} && bun install ` +
      `--frozen-lockfile --ignore-scripts --production${member && ` --filter ./${member}`}`,
  }),
};

/** Images for each Node version: one with npm to build in, one without a shell to run in. Both are Debian 13. */
const nodeImages: Readonly<Record<NodeLine, { readonly build: string; readonly run: string }>> = {
  '26': {
    build: image('node', '26.11.1-trixie-slim'),
    run: image('gcr.io/distroless/nodejs26-debian13', 'nonroot'),
  },
  '24': {
    build: image('node', '24.21.0-trixie-slim'),
    run: image('gcr.io/distroless/nodejs24-debian13', 'nonroot'),
  },
};

/** Dependabot must not update Node's image alone. */
export const nodeLine: readonly Ignored[] = [
  {
    name: 'node',
    which: 'majors',
    because: 'A new line of Node is raised in both images together, and wherever else it is named.',
  },
];

/** The port of the service inside its container. */
export const containerPort = '3000';

/** The data of templates/targets/container/. */
export const containerData = ({ packageManager, node, pieces, within }: TargetAnswers): Data => {
  const { lockfile, settings } = packageManagerCommands[packageManager];
  const policy = pieces.includes('dependency-policy') || within.workspace !== '' ? [settings] : [];
  return {
    build: { ...containerBuild({ packageManager, within }), image: nodeImages[node].build },
    run: { image: nodeImages[node].run },
    port: containerPort,
    /** Files that decide what is installed. With the settings, so that the image refuses what CI refuses. */
    deciding: ['package.json', lockfile, ...policy].join(' '),
    context: {
      path: within.workspace === '' ? '../..' : `../../${upFrom(within.workspace)}`,
      dockerfile: within.workspace === '' ? 'Dockerfile' : `${within.workspace}/Dockerfile`,
      built: within.workspace === '' ? '.' : `--file Dockerfile ${upFrom(within.workspace)}`,
    },
  };
};

/** Ignore rules for the build. The last matching rule decides, so no secret below src gets into the image either. */
export const containerIgnores: readonly string[] = [
  '*',
  '!package*.json',
  '!pnpm-lock.yaml',
  '!yarn.lock',
  '!bun.lock',
  '!.npmrc',
  '!pnpm-workspace.yaml',
  '!.yarnrc.yml',
  '!bunfig.toml',
  '!tsconfig*.json',
  '!src',
  '**/.env*',
  '**/*.pem',
  '**/*.key',
  '**/*.p12',
];
