import { readdirSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { locate } from '../../repo/git/locate.js';
import { isWithin, realOf } from './copy.js';
import { isEnvFile } from './left-out.js';

/** The user's folders around the sources. A service may see some of them but change nothing there. */
export interface Surroundings {
  /** The repository around a subfolder, the main checkout of a worktree, the repository that contains a submodule. */
  readonly repositories: readonly string[];
  readonly homes: readonly string[];
}

export function surroundingsOf(root: string): Surroundings {
  const place = locate(root);
  const found = place.told === 'yes' && place.value !== undefined ? place.value : undefined;
  const repositories = found
    ? [found.top, checkoutOf(found.gitDir), checkoutOf(found.commonDir), ...aroundSubmodule(root, found.top)]
    : [];
  return {
    repositories: outside(repositories, root),
    homes: outside(
      [homedir(), userHome()].flatMap((home) => (home === undefined ? [] : (realOf(home) ?? []))),
      root,
    ),
  };
}

const outside = (folders: readonly string[], root: string): readonly string[] =>
  [...new Set(folders)].filter((folder) => folder !== '' && folder !== sep && !isWithin(folder, root));

/** '/srv/shop' for '/srv/shop/.git/modules/api'; '' if there is no such folder. */
function checkoutOf(gitDir: string): string {
  const at = gitDir.split(sep).indexOf('.git');
  return at > 1 ? gitDir.split(sep).slice(0, at).join(sep) : '';
}

function aroundSubmodule(root: string, top: string): readonly string[] {
  if (top !== root) return [];
  const around = locate(dirname(root));
  return around.told === 'yes' && around.value !== undefined ? [around.value.top] : [];
}

function userHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined; // a container may run as a user without an entry
  }
}

/**
 * Parts of a repository that must stay hidden: history with hooks, and settings. In a large one only the
 * first folders are searched.
 */
export function secretsIn(repository: string, root: string): readonly string[] {
  const found: string[] = [];
  const queue = [repository];
  for (let at = 0; at < queue.length && at < mostFolders; at += 1) {
    const folder = queue[at] ?? '';
    for (const { name, directory } of entriesOf(folder)) {
      const path = join(folder, name);
      if (isWithin(path, root)) continue;
      if (name === '.git' || isEnvFile(name)) found.push(path);
      else if (directory && name !== 'node_modules') queue.push(path);
    }
  }
  return found.slice(0, mostHidden);
}

const mostFolders = 1000;
const mostHidden = 300;

function entriesOf(folder: string): readonly { readonly name: string; readonly directory: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => ({ name: entry.name, directory: entry.isDirectory() }));
  } catch {
    return [];
  }
}
