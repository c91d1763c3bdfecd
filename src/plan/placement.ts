import type { PackageManager } from '../define/words.js';
import type { Standing } from '../repo/standing.js';
import { packageManagerCommands } from './package-managers.js';

/** What of a new service does not work where it stands, and what to do about it: plain sentences, none where all of it works. */
export function placementNotes({
  standing,
  packageManager,
  paths,
}: {
  readonly standing: Standing;
  readonly packageManager: PackageManager;
  /** What is emitted. */
  readonly paths: readonly string[];
}): readonly string[] {
  const { repository, workspace } = standing;
  return [
    ...(repository === '' ? [] : inRepository(standing, paths)),
    ...(workspace === undefined ? [] : inWorkspace(workspace, packageManager, paths)),
  ];
}

function inRepository({ repository, prefix }: Standing, paths: readonly string[]): readonly string[] {
  const workflows = paths.some((path) => path.startsWith('.github/workflows/'));
  const robot = paths.some((path) => /^\.github\/dependabot\.ya?ml$/.test(path));
  return [
    `git was not initialised: the repository at ${repository} has this folder already.`,
    ...(workflows
      ? [
          `.github/workflows does nothing here: GitHub reads workflows only at the root of the repository. Move its files to ${repository}/.github/workflows, add to each job that runs commands: defaults: {run: {working-directory: ${prefix}}}, and put ${prefix}/ in front of the path of what is kept.`,
        ]
      : []),
    ...(robot
      ? [
          `.github/dependabot.yml does nothing here. Move its entries to ${repository}/.github/dependabot.yml, with directory: /${prefix} instead of / for packages and images.`,
        ]
      : []),
  ];
}

const settings: Readonly<Record<PackageManager, (above: string) => string>> = {
  npm: (above) =>
    `.npmrc does nothing here: npm reads that of the workspace. Copy its lines to ${above}/.npmrc, and packageManager to ${above}/package.json.`,
  pnpm: (above) =>
    `pnpm-workspace.yaml does nothing for the workspace, and makes a workspace of its own of this folder when pnpm runs here. Move its lines to ${above}/pnpm-workspace.yaml, and delete it.`,
  yarn: (above) =>
    `.yarnrc.yml counts only when Yarn runs in this folder. Move its lines to ${above}/.yarnrc.yml, and delete it.`,
  bun: (above) =>
    `bunfig.toml does nothing here: Bun reads that of the workspace. Copy its lines to ${above}/bunfig.toml.`,
};

function inWorkspace(
  { above, manager }: NonNullable<Standing['workspace']>,
  packageManager: PackageManager,
  paths: readonly string[],
): readonly string[] {
  const { settings: file, lockfile } = packageManagerCommands[packageManager];
  const dockerfiles = paths.filter((path) => /(^|\/)Dockerfile$/.test(path));
  return [
    ...(manager === undefined || manager === packageManager
      ? []
      : [
          `The workspace is installed with ${manager}, and this service is written for ${packageManager}: make it again with --package-manager ${manager}.`,
        ]),
    ...(paths.includes(file) ? [settings[packageManager](above)] : []),
    `The lockfile is that of the workspace, ${above}/${packageManagerCommands[manager ?? packageManager].lockfile}: commit it there.`,
    ...dockerfiles.map(
      (path) =>
        `${path} copies ${lockfile} from this folder, where there is none, so it builds no image: build from the root of the workspace, and copy its package.json and lockfile.`,
    ),
  ];
}
