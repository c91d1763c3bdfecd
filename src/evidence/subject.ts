import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ownReports, type Repo } from '../repo/repo.js';
import { isNotRead, readBytes } from '../read-file.js';
import { sha256 } from '../sha256.js';
import { repositoryOf } from './repository-of.js';
import { realPlace } from './real-place.js';

/** What a signature ties evidence to. */
export interface Subject {
  readonly commit: string | null;
  /** A digest of all files that git would track, of any size, without our own reports. */
  readonly files: string;
  /** A digest of all lockfiles from the folder up to the top of its repository: that of a workspace is above. */
  readonly lockfile: string;
}

const lockfiles = [
  ...['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'],
];

/** `without`: files that carry the evidence, which must not change its subject. */
export function subjectOf(repo: Repo, without: readonly string[] = []): Subject {
  const left = new Set(without.map(realPlace));
  const paths = repo.files.filter(
    (path) => !ownReports.test(path) && !left.has(realPlace(join(repo.root, path))),
  );
  const top = repositoryOf(repo.root);
  return {
    commit: commitOf(repo) ?? null,
    files: sha256(paths.map((path) => `${path}\0${contentOf(join(repo.root, path))}\0`).join('')),
    lockfile: lockfileOf(repo.root, top),
  };
}

function lockfileOf(root: string, top: string): string {
  return sha256(
    foldersUpTo(realPlace(root), top)
      .flatMap((folder) => lockfiles.map((name) => join(folder, name)))
      .map((path) => `${relative(top, path)}\0${contentOf(path)}\0`)
      .join(''),
  );
}

/** The digest of the lockfiles only; null if there are none. */
export function lockfileDigest({ root }: Repo): string | null {
  const top = repositoryOf(root);
  const isThere = foldersUpTo(realPlace(root), top).some((folder) =>
    lockfiles.some((name) => contentOf(join(folder, name)) !== 'ENOENT'),
  );
  return isThere ? lockfileOf(root, top) : null;
}

const commitOf = (repo: Repo): string | undefined => repo.git.head;

function foldersUpTo(folder: string, top: string): readonly string[] {
  const parent = dirname(folder);
  return folder === top || parent === folder ? [folder] : [folder, ...foldersUpTo(parent, top)];
}

const textBytes = 8 * 1024 * 1024;

/**
 * The digest of a file, or a word for something else at that path. LF and CRLF count as equal, because git
 * may write either.
 */
function contentOf(path: string): string {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return `link ${readlinkSync(path)}`;
    if (!stat.isFile()) return 'no plain file';
    if (stat.size > textBytes) return streamed(path);
    const bytes = readBytes(path, textBytes);
    if (isNotRead(bytes)) return bytes.no;
    return sha256(bytes.includes(0) ? bytes : bytes.toString('latin1').replaceAll('\r\n', '\n'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

function streamed(path: string): string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(1024 * 1024);
    for (let left = fstatSync(file).size; left > 0;) {
      const count = readSync(file, chunk);
      if (count === 0) break;
      hash.update(chunk.subarray(0, count));
      left -= count;
    }
    return hash.digest('hex');
  } finally {
    closeSync(file);
  }
}
