import { lstatSync, realpathSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { openGit } from '../../repo/git/git.js';
import { workspaceOf } from '../../repo/workspace.js';
import { namesIn, plainText, type Text } from '../../repo/plain-text.js';
import type { Repo } from '../../repo/repo.js';

/**
 * Where the package stands: below which top of a git repository, and in which workspace. Tools read some
 * files only there. Paths are POSIX and seen from the top. Of what lies above the package only files that
 * are asked for by name are read.
 */
export interface Place {
  readonly repo: Repo;
  /** Absolute: the top of the git repository; the package itself where there is none. */
  readonly top: string;
  /** The package, seen from the top: 'packages/api'; '' at the top. */
  readonly prefix: string;
  /**
   * 'assumed': no git repository was found, so the root of the workspace, or else the package, is taken as
   * the top of one.
   */
  readonly known: 'git' | 'assumed';
  /** A repository around it that git could not tell us of: where its top is is not known. */
  readonly trouble: readonly { readonly path: string; readonly why: string }[];
  /**
   * The root of the workspace that names the package among its own, seen from the top; the package itself
   * where none does.
   */
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
  // git tells real paths, so both are seen by theirs.
  const found = workspaceOf(realpathSync(repo.root));
  const isMember = found !== undefined && found.path !== '';
  const of = topOf(repo);
  const around = isMember && of.known === 'assumed' ? { ...of, top: found.root, prefix: found.path } : of;
  const { top, prefix } = around;
  const texts = new Map<string, Text>();
  const shared = new Map<string, boolean>();
  return {
    repo,
    ...around,
    workspace: isMember ? posixPath(relative(realpathSync(top), found.root)) : prefix,
    role: isMember ? 'member' : 'alone',
    read: (path, size = 'usual') => {
      const text = texts.get(path) ?? plainText(top, path, size);
      texts.set(path, text);
      return text;
    },
    names: (folder) => namesIn(top, folder),
    isShared: (path) => {
      const known = shared.get(path) ?? isShared(repo, path, around);
      shared.set(path, known);
      return known;
    },
    shown: (path) => posix.relative(prefix, path) || '.',
  };
}

/** Below the package the listing tells; of what lies above it git is asked. */
function isShared({ files }: Repo, path: string, { known, top, prefix }: Top): boolean {
  if (known !== 'git') return true;
  if (prefix === '') return files.includes(path);
  const ignored = openGit(top).ignored([path], 'all');
  return ignored.told === 'yes' && !ignored.value.has(path);
}

type Top = Pick<Place, 'top' | 'prefix' | 'known' | 'trouble'>;

/** git's own root ends the search; a folder that git ignores is not a part of the repository around it. */
function topOf({ root, git }: Repo): Top {
  if (git.state === 'used') return { top: git.top, prefix: git.prefix, known: 'git', trouble: [] };
  const isTop = lstatSync(join(root, '.git'), { throwIfNoEntry: false }) !== undefined;
  const isUnclear = git.state === 'could-not-be-read' && !isTop;
  const trouble = isUnclear
    ? [{ path: '.git', why: `of the repository around it could not be read: ${git.because}` }]
    : [];
  return { top: root, prefix: '', known: 'assumed', trouble };
}

/** What is added where a pass rests on it. */
export const assumption = ({ known, top, repo: { root } }: Place): string =>
  known === 'git'
    ? ''
    : `; there is no git repository: ${top === root ? 'this folder' : 'the root of the workspace'} ` +
      'is taken as its root';

const posixPath = (path: string): string => path.split(sep).join('/');
