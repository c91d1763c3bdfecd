import { isAbsolute, join, relative, sep } from 'node:path';
import { realPlace } from './real-place.js';
import { repositoryOf } from './repository-of.js';

/** The user's folders for evidence and trusted keys. They are never inside the judged repository. */
export interface Folders {
  readonly state: string | undefined;
  readonly config: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Chosen by environment variables, so that tests can change them; those of XDG count on every system. A
 * folder inside the repository is refused.
 */
export function foldersOf(env: Env, root: string, platform: NodeJS.Platform = process.platform): Folders {
  const usable = (folder: string | undefined): string | undefined =>
    folder === undefined || !isAbsolute(folder) || isInside(folder, repositoryOf(root))
      ? undefined
      : join(folder, 'rampart');
  return {
    state: usable(absolute(env['XDG_STATE_HOME']) ?? usualState(env, platform)),
    config: usable(absolute(env['XDG_CONFIG_HOME']) ?? usualConfig(env, platform)),
  };
}

const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && isAbsolute(path) ? path : undefined;

const below = (folder: string | undefined, ...parts: readonly string[]): string | undefined =>
  folder ? join(folder, ...parts) : undefined;

function usualState(env: Env, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return below(env['LOCALAPPDATA']);
  if (platform === 'darwin') return below(env['HOME'], 'Library', 'Application Support');
  return below(env['HOME'], '.local', 'state');
}

function usualConfig(env: Env, platform: NodeJS.Platform): string | undefined {
  return platform === 'win32' ? below(env['APPDATA']) : below(env['HOME'], '.config');
}

/** Whether a path, with links resolved, is inside a folder. For a missing path its nearest existing folder counts. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(realPlace(folder), realPlace(path));
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
