import { dirname, join, relative, sep } from 'node:path';
import type { Within } from '../define/answers.js';
import type { PackageManager } from '../define/words.js';
import { kindAt } from '../read-file.js';
import { openGit } from './git/git.js';
import { packageManagerOf } from './package-file.js';
import { workspaceOf, type Workspace } from './workspace.js';

/** What lies around a folder, whether it is there yet or not. */
export interface Standing {
  /** Absolute: the top of what is around it, which may be the folder itself. */
  readonly top: string;
  /** The way up to it where it is a git repository: '../..'; '' where the folder is one itself, or there is none. */
  readonly repository: string;
  /** The workspace that it is a package of. */
  readonly workspace:
    | { readonly root: string; readonly above: string; readonly manager: PackageManager | undefined }
    | undefined;
  /** Undefined for a package that is in no repository or workspace. */
  readonly within: Within | undefined;
}

/** A package that is written for another manager than its workspace gains nothing from settings at its root. */
export function standingOf(root: string, git: 'init' | 'skip', packageManager?: PackageManager): Standing {
  const repository = git === 'init' ? undefined : repositoryAround(root);
  const found = git === 'init' ? undefined : workspaceOf(root);
  const workspace = found !== undefined && found.path !== '' ? found : undefined;
  const top = repository ?? workspace?.root ?? root;
  const manager = workspace && managerIn(workspace);
  const joined = [undefined, packageManager].includes(manager) ? workspace : undefined;
  return {
    top,
    repository: repository === undefined ? '' : posix(relative(root, repository)),
    workspace: workspace && { root: workspace.root, above: posix(relative(root, workspace.root)), manager },
    within:
      top === root
        ? undefined
        : {
            repository: posix(relative(top, root)),
            workspace: joined?.path ?? '',
            managerVersion: joined === undefined ? '' : versionNamed(joined, manager),
          },
  };
}

/** What is named, else whose lockfile is there, else whose settings are. */
function managerIn({ root, file, lockfile }: Workspace): PackageManager | undefined {
  const settings = { 'pnpm-workspace.yaml': 'pnpm', '.yarnrc.yml': 'yarn', 'bunfig.toml': 'bun' } as const;
  const byFile = Object.entries(settings).find(([name]) => kindAt(join(root, name)) === 'file');
  return packageManagerOf(file, lockfile) ?? byFile?.[1];
}

/** 'pnpm@10.26.0+sha512.abc' -> '10.26.0'. */
const versionNamed = ({ file }: Workspace, manager: PackageManager | undefined): string =>
  new RegExp(`^${manager ?? 'none'}@(\\d+\\.\\d+\\.\\d+)(?:\\+|$)`).exec(file.packageManager)?.[1] ?? '';

/** A folder that git ignores is no part of the repository around it. */
function repositoryAround(root: string): string | undefined {
  const top = topAround(root);
  if (top === undefined || top === root) return top;
  const file = `${posix(relative(top, root))}/package.json`;
  const ignored = openGit(top).ignored([file], 'all');
  return ignored.told === 'yes' && ignored.value.has(file) ? undefined : top;
}

function topAround(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    if (!['absent', 'unreadable'].includes(kindAt(join(folder, '.git')))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

const posix = (path: string): string => path.split(sep).join('/');
