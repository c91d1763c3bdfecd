import { dirname, join, relative, sep } from 'node:path';
import type { Within } from '../define/answers.js';
import type { PackageManager } from '../define/words.js';
import { kindAt } from '../read-file.js';
import { openGit } from './git/git.js';
import { packageManagerOf } from './package-file.js';
import { workspaceOf, type Workspace } from './workspace.js';

/** What surrounds a folder, which need not exist yet. */
export interface Standing {
  /** The absolute path of the outermost folder around it, which may be the folder itself. */
  readonly top: string;
  /**
   * The path up to the top if that is a git repository: '../..'; '' if the folder itself is one, or there is
   * none.
   */
  readonly repository: string;
  /** The workspace that contains it as a package. */
  readonly workspace:
    | { readonly root: string; readonly above: string; readonly manager: PackageManager | undefined }
    | undefined;
  /** Undefined for a package outside any repository and workspace. */
  readonly within: Within | undefined;
}

/** Settings at the workspace root have no effect on a package that uses another package manager. */
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

/** The manager that is named, or whose lockfile exists, or whose settings exist. */
function managerIn({ root, file, lockfile }: Workspace): PackageManager | undefined {
  const settings = { 'pnpm-workspace.yaml': 'pnpm', '.yarnrc.yml': 'yarn', 'bunfig.toml': 'bun' } as const;
  const byFile = Object.entries(settings).find(([name]) => kindAt(join(root, name)) === 'file');
  return packageManagerOf(file, lockfile) ?? byFile?.[1];
}

/** 'pnpm@10.26.0+sha512.abc' -> '10.26.0'. */
const versionNamed = ({ file }: Workspace, manager: PackageManager | undefined): string =>
  new RegExp(`^${manager ?? 'none'}@(\\d+\\.\\d+\\.\\d+)(?:\\+|$)`).exec(file.packageManager)?.[1] ?? '';

/** A folder that git ignores does not belong to the enclosing repository. */
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
