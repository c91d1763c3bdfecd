import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { attempt } from '../../attempt.js';
import { absent, plainFile } from './plain-file.js';
import { no, yes, type Told } from './told.js';

/** The folders of a repository. All paths are absolute and real. */
export interface GitPlace {
  /** The top-level folder of the work tree. */
  readonly top: string;
  /** The given folder relative to the top, '' at the top; POSIX. */
  readonly prefix: string;
  /** The folder with HEAD and index. */
  readonly gitDir: string;
  /** The folder with objects, refs and settings; in a linked worktree it differs from gitDir. */
  readonly commonDir: string;
}

/** Finds the repository of a folder by walking up, as git does; undefined if there is none. Starts no program. */
export function locate(root: string): Told<GitPlace | undefined> {
  const start = attempt(() => realpathSync(root));
  if (start === undefined) return no('the folder cannot be read');
  const { dev } = statSync(start);
  for (let folder = start; ; folder = dirname(folder)) {
    // git stops at the border of a file system, too
    if (attempt(() => statSync(folder).dev) !== dev) return yes(undefined);
    const dirs = dirsIn(folder);
    if (dirs.told === 'no') return dirs;
    const prefix = relative(folder, start).split(sep).join('/');
    if (dirs.value !== undefined)
      return yes(prefix.split('/').includes('.git') ? undefined : { top: folder, prefix, ...dirs.value });
    if (dirname(folder) === folder) return yes(undefined);
  }
}

type Dirs = Pick<GitPlace, 'gitDir' | 'commonDir'>;

function dirsIn(folder: string): Told<Dirs | undefined> {
  const path = join(folder, '.git');
  const found = attempt(() => lstatSync(path, { throwIfNoEntry: false }));
  if (found === undefined) return yes(undefined);
  if (found.isSymbolicLink()) return no(`${path} is a link, which is not followed`);
  if (found.isDirectory()) return mainRepository(path);
  return found.isFile() ? elsewhere(folder, path) : no(`${path} is not a regular file`);
}

/** The repository in a .git folder. Git skips an empty one; one with only some of the files is broken. */
function mainRepository(path: string): Told<Dirs | undefined> {
  const names = attempt(() => readdirSync(path));
  if (names === undefined) return no(`${path} cannot be read`);
  if (!names.some((name) => parts.includes(name))) return yes(undefined);
  if (names.includes('commondir')) return no(`${path} has its objects elsewhere, which is not followed`);
  return whole({ gitDir: path, commonDir: path });
}

const parts = ['HEAD', 'objects', 'refs', 'config', 'index', 'commondir'];

function whole(dirs: Dirs): Told<Dirs> {
  for (const folder of ['objects', 'refs'])
    if (attempt(() => statSync(join(dirs.commonDir, folder)).isDirectory()) !== true)
      return no(`${dirs.commonDir} is not a whole repository: it has no folder ${folder}`);
  const odd = oddAlternates(join(dirs.commonDir, 'objects'));
  return odd === undefined ? yes(dirs) : no(odd);
}

/**
 * What is wrong with the alternate object stores, if anything. Git reads these files to their end, so they
 * must be ordinary files.
 */
function oddAlternates(objects: string, depth = 0): string | undefined {
  const path = join(objects, 'info/alternates');
  const bytes = plainFile(path, 64 * 1024);
  if (bytes.told === 'no') return bytes.because === absent ? undefined : `${path}: ${bytes.because}`;
  if (depth === 5) return `${path} is part of a chain that is too long`; // git stops there, too
  for (const line of bytes.value.toString('utf8').split('\n').slice(0, 20)) {
    const odd =
      line === '' || line.startsWith('#') ? undefined : oddAlternates(resolve(objects, line), depth + 1);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

/**
 * A .git file may name any folder on the disk. It is accepted if that folder names this worktree in turn (git
 * worktree), or is inside the enclosing repository (a submodule).
 */
function elsewhere(folder: string, path: string): Told<Dirs> {
  const named = lineOf(path);
  if (named.told === 'no') return no(`${path} cannot be read: ${named.because}`);
  const to = /^gitdir: (.+)$/.exec(named.value)?.[1];
  const gitDir = to === undefined ? undefined : attempt(() => realpathSync(resolve(folder, to)));
  if (gitDir === undefined) return no(`${path} names no folder that is there`);
  if (isWorktree(gitDir, path)) return whole({ gitDir, commonDir: dirname(dirname(gitDir)) });
  if (isSubmodule(gitDir, folder)) return whole({ gitDir, commonDir: gitDir });
  return no(`${path} names ${gitDir}, which does not name this folder in turn`);
}

/** Whether it is <common>/worktrees/<name> with `commondir` and `gitdir`, as git writes them. */
function isWorktree(gitDir: string, path: string): boolean {
  const [back, common] = [lineOf(join(gitDir, 'gitdir')), lineOf(join(gitDir, 'commondir'))];
  if (back.told === 'no' || common.told === 'no' || basename(dirname(gitDir)) !== 'worktrees') return false;
  const commonDir = attempt(() => realpathSync(resolve(gitDir, common.value)));
  const named = attempt(() => realpathSync(resolve(gitDir, back.value)));
  return commonDir === dirname(dirname(gitDir)) && named === path;
}

function isSubmodule(gitDir: string, folder: string): boolean {
  if (dirname(folder) === folder || plainFile(join(gitDir, 'commondir'), 4096).told === 'yes') return false;
  const around = locate(dirname(folder));
  if (around.told === 'no' || around.value === undefined) return false;
  const { gitDir: own, commonDir } = around.value;
  return [own, commonDir].some((dir) => gitDir.startsWith(join(dir, 'modules') + sep));
}

function lineOf(path: string): Told<string> {
  const bytes = plainFile(path, 4096);
  return bytes.told === 'yes' ? yes(bytes.value.toString('utf8').replace(/\r?\n$/, '')) : bytes;
}

/** Whether a file does not exist. */
export const isAbsent = (answer: Told<unknown>): boolean => answer.told === 'no' && answer.because === absent;
