import { posix, relative, sep } from 'node:path';
import { openGit } from '../../repo/git/git.js';
import { workspaceOf } from '../../repo/workspace.js';
import { namesIn, plainText, type Text } from './plain-text.js';
import type { Repo } from './repo.js';

/**
 * Where the package stands: below which top of a git repository, and in which workspace. Tools read some files only there.
 * Paths are POSIX and seen from the top. Of what lies above the package only files that are asked for by name are read.
 */
export interface Place {
  readonly repo: Repo;
  /** Absolute: the top of the git repository; the package itself where there is none. */
  readonly top: string;
  /** The package, seen from the top: 'packages/api'; '' at the top. */
  readonly prefix: string;
  /** 'assumed': no git repository was found, so the package is taken as the top of one. */
  readonly known: 'git' | 'assumed';
  /** The root of the workspace that names the package among its own, seen from the top; the package itself where none does. */
  readonly workspace: string;
  /** 'member': npm, yarn, pnpm or bun install it from the root of a workspace above it. */
  readonly role: 'alone' | 'member';
  read(path: string, size?: 'usual' | 'lockfile'): Text;
  names(folder: string): readonly string[];
  /** Whether git shares this path: it is tracked, or would be with the next `git add`. */
  isShared(path: string): boolean;
  /** How a path is shown to somebody who stands in the package: '../../.npmrc'. */
  shown(path: string): string;
}

const places = new WeakMap<Repo, Place>();

export function placeOf(repo: Repo): Place {
  const known = places.get(repo);
  if (known !== undefined) return known;
  const place = look(repo);
  places.set(repo, place);
  return place;
}

function look(repo: Repo): Place {
  const { top, prefix, known } = topOf(repo);
  const found = workspaceOf(repo.root);
  const root = found === undefined ? prefix : posixPath(relative(top, found.root));
  const isMember = found !== undefined && found.path !== '' && !root.startsWith('..');
  const texts = new Map<string, Text>();
  return {
    repo,
    top,
    prefix,
    known,
    workspace: isMember ? root : prefix,
    role: isMember ? 'member' : 'alone',
    read: (path, size = 'usual') => {
      const text = texts.get(path) ?? plainText(top, path, size);
      texts.set(path, text);
      return text;
    },
    names: (folder) => namesIn(top, folder),
    isShared: (path) => isShared(repo, path, prefix),
    shown: (path) => posix.relative(prefix, path) || '.',
  };
}

/** Below the package the listing tells; of what lies above it git is asked. */
function isShared(repo: Repo, path: string, prefix: string): boolean {
  if (repo.git.state !== 'used') return true;
  if (prefix === '') return repo.files.includes(path);
  const ignored = openGit(repo.git.top).ignored([path], 'shared');
  return ignored.told === 'yes' && !ignored.value.has(path);
}

const topOf = ({ root, git }: Repo): Pick<Place, 'top' | 'prefix' | 'known'> =>
  git.state === 'used'
    ? { top: git.top, prefix: git.prefix, known: 'git' }
    : { top: root, prefix: '', known: 'assumed' };

const posixPath = (path: string): string => path.split(sep).join('/');
