import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { walkFolders } from './walk-folders.js';
import type { Git } from './git/git.js';
import type { GitListed } from './git/listing.js';
import type { Unread } from './unread.js';

/** The files of a folder, and what was left out. */
export interface Files {
  readonly files: readonly string[];
  readonly unread: readonly Unread[];
}

/** Enough for any service. Further files are reported as left out. */
const mostFiles = 20_000;

/** The files that git would track; without git, or if it lists nothing, the files of a walk. */
export function listedIn(root: string, git: Git): Files {
  const listing = git.listing();
  if (listing.told === 'yes' && listing.value.length > 0) return byGit(root, listing.value);
  const { files, unread } = walk(root);
  return git.state === 'could-not-be-read'
    ? { files, unread: [{ path: '.git', why: git.because }, ...unread] }
    : { files, unread };
}

function byGit(root: string, listing: readonly GitListed[]): Files {
  const unread: Unread[] = [];
  const files: string[] = [];
  let more = 0;
  for (const { path, state } of listing) {
    if (isDependency(path)) continue;
    if (state === 'repository') unread.push({ path, why: 'it is a repository of its own' });
    else if (state === 'not checked out') unread.push({ path, why: 'it is not checked out' });
    else if (!isThere(join(root, path))) continue;
    else if (files.length < mostFiles) files.push(path);
    else more += 1;
  }
  return { files, unread: more === 0 ? unread : [...unread, beyond(`${more} more files`)] };
}

const beyond = (path: string): Unread => ({ path, why: `only the first ${mostFiles} are read` });
const isDependency = (path: string): boolean => /(^|\/)node_modules(\/|$)/.test(path);
const left = new Set(['.git', 'node_modules']);
const built = new Set(['dist', 'build', 'coverage', '.cache', '.next']);

function walk(root: string): Files {
  const { files, leftOut, closed, extent } = walkFolders({
    root: realPlace(root),
    most: mostFiles,
    enters: (name) => (left.has(name) ? 'pass over' : built.has(name) ? 'leave out' : 'enter'),
    takes: ({ name }) => !left.has(name),
  });
  return {
    files: [...files].sort(),
    unread: [
      ...closed.map(({ path, because }) => ({ path: path || '.', why: `it cannot be listed: ${because}` })),
      ...leftOut.map((path) => ({ path, why: 'it is taken for what a build makes' })),
      ...(extent === 'part' ? [beyond('further folders')] : []),
    ],
  };
}

/** The real path of the folder. It may be reached through a link; links below it are not followed. */
function realPlace(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    return root;
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true; // something is there that cannot be examined; reading it will say why
  }
}
