import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { attempt } from '../attempt.js';
import { once } from '../once.js';
import { openGit, type Git } from './git/git.js';
import { isNotRead, readBytes } from '../read-file.js';
import { listedIn } from './listed-files.js';
import { whyUnread } from './why-unread.js';
import type { Unread } from './unread.js';

/** The files of a repository, as probes read them. Runs nothing, writes nothing, and reads only what is asked for. */
export interface Repo {
  readonly root: string;
  /** Sorted relative POSIX paths: what git would track, or the files of a limited walk without git. */
  readonly files: readonly string[];
  /** Answers of git: the top, the commit, ignore rules, history. */
  readonly git: Git;
  /** What was not listed or cannot be read, each with the reason. */
  readonly unread: readonly Unread[];
  /**
   * The text of a file of at most 1 MiB, read once; undefined if it is absent, larger, not text, or no
   * ordinary file.
   */
  read(path: string): string | undefined;
  has(path: string): boolean;
  /** A digest of every file that can change what a probe sees; reports and evidence are left out. */
  digest(): string;
}

const maxBytes = 1024 * 1024;
/** Reports and evidence: they change without any change of the service. */
export const ownReports = /^(SECURITY-STATUS\.md|\.rampart\/)/;

export function openRepo(root: string): Repo {
  const git = openGit(root);
  const listed = once(() => listedIn(root, git));
  const set = once(() => new Set(listed().files));
  const isInside = insideOf(root, git);
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, isInside(path) ? readText(join(root, path)) : undefined);
    return texts.get(path);
  };
  const unread = once(() => [
    ...listed().unread,
    ...listed().files.flatMap((path) => {
      if (read(path) !== undefined) return [];
      const place = join(root, path);
      return whyUnread({ root, path, place, files: set(), most: maxBytes }) ?? [];
    }),
  ]);
  return {
    root,
    git,
    get files() {
      return listed().files;
    },
    get unread() {
      return unread();
    },
    read,
    has: (path) => read(path) !== undefined || set().has(path),
    digest: () => digestOf(listed().files, read),
  };
}

/** Whether a path is really inside the repository: a folder on the way may be a link to outside. */
function insideOf(root: string, git: Git): (path: string) => boolean {
  const folders = new Map<string, boolean>();
  const check = (folder: string): boolean => {
    const real = attempt(() => realpathSync(join(root, folder)));
    const isIn = (above: string): boolean => real === above || real?.startsWith(above + sep) === true;
    return isIn(attempt(() => realpathSync(root)) ?? root) || isIn(git.top);
  };
  return (path) => {
    const folder = dirname(path);
    if (!folders.has(folder)) folders.set(folder, check(folder));
    return folders.get(folder) === true;
  };
}

function readText(path: string): string | undefined {
  const bytes = readBytes(path, maxBytes);
  return isNotRead(bytes) || bytes.includes(0) ? undefined : bytes.toString('utf8');
}

function digestOf(files: readonly string[], read: (path: string) => string | undefined): string {
  const hash = createHash('sha256');
  for (const path of files) {
    if (ownReports.test(path)) continue;
    hash.update(`${path}\0${read(path) ?? ''}\0`);
  }
  return hash.digest('hex').slice(0, 32);
}
