import { lstatSync, realpathSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { oncePer } from '../../once.js';
import { openGit } from '../../repo/git/git.js';
import { workspaceOf } from '../../repo/workspace.js';
import { namesIn, plainText, type Text } from '../../repo/plain-text.js';
import type { Repo } from '../../repo/repo.js';

/**
 * The place of the package: its git repository and its workspace. Tools read some files only there. Paths are
 * POSIX and relative to the top. Above the package, only files asked for by name are read.
 */
export interface Place {
  readonly repo: Repo;
  /** The absolute path of the git repository's top; without one, the package itself. */
  readonly top: string;
  /** The package relative to the top: 'packages/api'; '' at the top. */
  readonly prefix: string;
  /** 'assumed': no git repository was found, so the workspace root, or else the package, counts as the top. */
  readonly known: 'git' | 'assumed';
  /** Enclosing repositories that git could not read: their top is unknown. */
  readonly trouble: readonly { readonly path: string; readonly why: string }[];
  /** The root of the workspace that lists the package, relative to the top; else the package itself. */
  readonly workspace: string;
  /** 'member': npm, yarn, pnpm or bun install it from a workspace root above. */
  readonly role: 'alone' | 'member';
  read(path: string, size?: 'usual' | 'lockfile'): Text;
  names(folder: string): readonly string[];
  /** Whether git shares this path: it is tracked, or the next `git add` would add it. */
  isShared(path: string): boolean;
  /** A path relative to the package, for messages: '../../.npmrc'. */
  shown(path: string): string;
}

export const placeOf = oncePer(look);

function look(repo: Repo): Place {
  // git reports real paths, so both are compared as real paths.
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

/** Inside the package the file list tells; above it, git is asked. */
function isShared({ files }: Repo, path: string, { known, top, prefix }: Top): boolean {
  if (known !== 'git') return true;
  if (prefix === '') return files.includes(path);
  const ignored = openGit(top).ignored([path], 'all');
  return ignored.told === 'yes' && !ignored.value.has(path);
}

type Top = Pick<Place, 'top' | 'prefix' | 'known' | 'trouble'>;

/** The top of the git repository. A folder that git ignores does not belong to the enclosing one. */
function topOf({ root, git }: Repo): Top {
  if (git.state === 'used') return { top: git.top, prefix: git.prefix, known: 'git', trouble: [] };
  const isTop = lstatSync(join(root, '.git'), { throwIfNoEntry: false }) !== undefined;
  const isUnclear = git.state === 'could-not-be-read' && !isTop;
  const trouble = isUnclear
    ? [{ path: '.git', why: `of the repository around it could not be read: ${git.because}` }]
    : [];
  return { top: root, prefix: '', known: 'assumed', trouble };
}

/** The words to add to a pass that rests on the assumption. */
export const assumption = ({ known, top, repo: { root } }: Place): string =>
  known === 'git'
    ? ''
    : `; there is no git repository: ${top === root ? 'this folder' : 'the root of the workspace'} ` +
      'is taken as its root';

const posixPath = (path: string): string => path.split(sep).join('/');
