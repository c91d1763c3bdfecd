import { lstatSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { PackageManager } from '../define/words.js';
import { packageManagerOf } from './package-file.js';
import { workspaceOf } from './workspace.js';

/** What lies around a folder, whether it is there yet or not. */
export interface Standing {
  /** The way up to the root of the git repository around it: '../..'; '' where it is one itself, or there is none. */
  readonly repository: string;
  /** The folder, seen from there: 'packages/api'. */
  readonly prefix: string;
  /** The workspace that it is a package of. */
  readonly workspace: { readonly above: string; readonly manager: PackageManager | undefined } | undefined;
}

export function standingOf(root: string, git: 'init' | 'skip'): Standing {
  const top = git === 'init' ? root : topAround(root);
  const found = git === 'init' ? undefined : workspaceOf(root);
  const isMember = found !== undefined && found.path !== '';
  return {
    repository: top === undefined ? '' : posix(relative(root, top)),
    prefix: top === undefined ? '' : posix(relative(top, root)),
    workspace: isMember
      ? { above: posix(relative(root, found.root)), manager: packageManagerOf(found.file, found.lockfile) }
      : undefined,
  };
}

function topAround(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

const posix = (path: string): string => path.split(sep).join('/');
