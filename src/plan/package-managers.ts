import { alone, type Answers, type Within } from '../define/answers.js';
import type { PackageManager } from '../define/words.js';

/** The versions for package.json, CI and images. */
const versions: Readonly<Record<PackageManager, string>> = {
  npm: '11.21.2',
  pnpm: '12.21.0',
  yarn: '4.18.1',
  bun: '1.4.5',
};

/** The version that installs: the one that the workspace names, or ours. */
export const managerVersion = ({ packageManager, within = alone }: Seat): string =>
  within.managerVersion === '' ? versions[packageManager] : within.managerVersion;

/**
 * The version for package.json, so that an older package manager stops instead of ignoring settings. pnpm
 * gets a range: with an exact version it wants itself in the lockfile, but does not write that there (12.21).
 */
export function managerNamed(seat: Seat): {
  readonly packageManager?: string;
  readonly engines: Readonly<Record<string, string>>;
} {
  if (seat.packageManager === 'pnpm') return { engines: { pnpm: '>=10.26' } };
  return { packageManager: `${seat.packageManager}@${managerVersion(seat)}`, engines: {} };
}

/** The package for a version of the package manager on the registry. */
export const managerPackage = (seat: Seat): string =>
  `${seat.packageManager === 'yarn' ? '@yarnpkg/cli-dist' : seat.packageManager}@${managerVersion(seat)}`;

type Seat = Pick<Answers, 'packageManager' | 'within'>;

/**
 * Commands for templates and messages: install, install from the lockfile, run a script, audit, list what is
 * shipped. npm makes that list for others too, but cannot read pnpm's node_modules.
 */
export const packageManagerCommands = {
  npm: {
    install: 'npm install',
    ci: 'npm ci --ignore-scripts',
    run: 'npm run',
    exec: 'npx',
    settings: '.npmrc',
    lockfile: 'package-lock.json',
    audit: 'npm audit --omit=dev --audit-level=high',
    sbom: 'npm sbom --sbom-format cyclonedx --omit dev',
    sbomSince: '',
    urgent:
      'set `min-release-age=0` in the same change as the fix, ' +
      'and put it back when the fix is a week old: `npm ci` knows no exception by name.',
    elsewhere: 'npm refuses packages from git and from other URLs when it installs, from version 11.14 on.',
  },
  pnpm: {
    install: 'pnpm install',
    ci: 'pnpm install --frozen-lockfile --ignore-scripts',
    run: 'pnpm run',
    exec: 'pnpm dlx',
    settings: 'pnpm-workspace.yaml',
    lockfile: 'pnpm-lock.yaml',
    audit: 'pnpm audit --prod --audit-level=high',
    sbom: 'pnpm sbom --sbom-format cyclonedx --prod',
    sbomSince: ', from pnpm 11 on',
    urgent:
      'add `minimumReleaseAgeExclude: [<name>@<version>]` in the same change as the fix; ' +
      'it may go when the fix is a week old.',
    elsewhere:
      'pnpm refuses packages from git and from other URLs that other packages want; ' +
      'those that `package.json` itself names are installed, and `rampart verify` finds them.',
  },
  yarn: {
    install: 'yarn install',
    ci: 'yarn install --immutable',
    run: 'yarn run',
    exec: 'yarn dlx',
    settings: '.yarnrc.yml',
    lockfile: 'yarn.lock',
    audit: 'yarn npm audit --recursive --environment production --severity high',
    sbom: 'npm sbom --sbom-format cyclonedx --omit dev',
    sbomSince: '',
    urgent:
      'add `npmPreapprovedPackages: [<name>@<version>]` in the same change as the fix; ' +
      'it may go when the fix is a week old. What is in the lockfile is installed whatever its age.',
    elsewhere:
      'Yarn refuses packages from git when it installs, from version 4.14 on; ' +
      'those from other URLs are installed, and `rampart verify` finds them.',
  },
  bun: {
    install: 'bun install',
    ci: 'bun install --frozen-lockfile --ignore-scripts',
    run: 'bun run',
    exec: 'bunx',
    settings: 'bunfig.toml',
    lockfile: 'bun.lock',
    audit: 'bun audit --prod --audit-level=high',
    sbom: 'npm sbom --sbom-format cyclonedx --omit dev',
    sbomSince: '',
    urgent:
      'add `minimumReleaseAgeExcludes = ["<name>"]` below `[install]` in the same change as the fix, ' +
      'and take it out when the fix is a week old. What is in the lockfile is installed whatever its age.',
    elsewhere:
      'Bun refuses no package from git or from other URLs; `rampart verify` finds them in the lockfile.',
  },
} as const satisfies Record<PackageManager, Readonly<Record<string, string>>>;

/**
 * A workflow step that writes the bill of materials to sbom.cdx.json, as lines of YAML. Runs in the service's
 * folder.
 */
export function billOf({
  name,
  packageManager,
  within = alone,
}: Seat & Pick<Answers, 'name'>): readonly string[] {
  const { sbom } = packageManagerCommands[packageManager];
  if (within.workspace === '') return [`run: ${sbom} > sbom.cdx.json`];
  if (packageManager === 'pnpm') return [`run: ${sbom} --filter . > sbom.cdx.json`];
  const above = `${upFrom(within.workspace)}/node_modules`;
  const only = {
    npm: [],
    yarn: ['yarn workspaces focus'],
    bun: [
      `rm -rf ${above} node_modules`,
      'bun install --linker=hoisted --frozen-lockfile --ignore-scripts --filter .',
    ],
  }[packageManager];
  return [
    '# npm can tell what one package ships only apart from the others of its workspace.',
    'run: |',
    ...[
      ...only,
      `mkdir shipped && cp package.json shipped/ && cp -R ${above} shipped/`,
      `rm -f shipped/node_modules/${name}`,
      `${sbom} --prefix shipped > sbom.cdx.json`,
    ].map((line) => `  ${line}`),
  ];
}

/** The path back up from a folder: 'apps/api' -> '../..'; '.' for an empty one. */
export const upFrom = (path: string): string =>
  path === ''
    ? '.'
    : path
        .split('/')
        .map(() => '..')
        .join('/');

/** The root of the workspace, relative to the top of the repository; '' if they are the same. */
export const rootOf = ({ repository, workspace }: Within): string =>
  repository.slice(0, repository.length - workspace.length).replace(/\/$/, '');
