import {
  chmodSync,
  constants,
  copyFileSync,
  utimesSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import type { Dirent } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isEnvFile, isNoSource } from './left-out.js';
import { prefix } from './scratch.js';

/** What was copied and what was not. */
export interface Copied {
  /** All node_modules found, as POSIX paths relative to the root. They are not copied; others make them available. */
  readonly modules: readonly string[];
  /** What a service might miss: links to outside, special or unreadable files, files that are too large. */
  readonly left: readonly string[];
}

export interface CopyOptions {
  /** A real path. */
  readonly from: string;
  readonly to: string;
  /** Whether to leave out a relative POSIX path. Settings, history and packages are always left out. */
  readonly leaves: (path: string, kind: 'folder' | 'file') => boolean;
  readonly bounds?: CopyBounds;
}
interface CopyBounds {
  readonly files: number;
  readonly bytes: number;
  readonly bytesOfOne: number;
}

const usual: CopyBounds = { files: 50_000, bytes: 1024 ** 3, bytesOfOne: 128 * 1024 ** 2 };
const maxDepth = 60;

/** Copies sources and data by content, so that writing to the copy never changes the original. */
export function copySources({ from, to, leaves, bounds = usual }: CopyOptions): Copied {
  const modules: string[] = [];
  const left: string[] = [];
  let files = 0;
  let bytes = 0;
  const queue: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];

  const take = (path: string, entry: Dirent, depth: number): void => {
    if (entry.isDirectory()) {
      if (depth >= maxDepth) left.push(`${path}: too deep`);
      else queue.push({ path, depth: depth + 1 });
    } else if (entry.isSymbolicLink()) {
      if (!copyLink({ from, to, path })) left.push(`${path}: a link that leads out`);
    } else if (entry.isFile()) {
      const { size } = lstatSync(join(from, path));
      files += 1;
      bytes += size;
      if (size > bounds.bytesOfOne || bytes > bounds.bytes) left.push(`${path}: too large`);
      else copyFile(join(from, path), join(to, path));
    } else left.push(`${path}: no plain file`);
  };

  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    if (files > bounds.files) {
      left.push(`${folder.path}: more than ${bounds.files} files`);
      continue;
    }
    const entries = entriesOf(join(from, folder.path));
    if (entries === undefined) left.push(`${folder.path}: cannot be read`);
    mkdirSync(join(to, folder.path), { recursive: true });
    for (const entry of entries ?? []) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.name === 'node_modules') modules.push(path);
      if (isEnvFile(entry.name) || isNoSource(entry.name) || entry.name.startsWith(prefix)) continue;
      if (leaves(path, entry.isDirectory() ? 'folder' : 'file')) continue;
      try {
        take(path, entry, folder.depth);
      } catch (error) {
        left.push(`${path}: ${(error as NodeJS.ErrnoException).code ?? 'cannot be read'}`);
      }
    }
  }
  return { modules, left };
}

/**
 * Copies a file, as a clone if the file system can, which costs nothing. Keeps its time, so that new build
 * output can be recognised.
 */
function copyFile(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  const { atime, mtime } = lstatSync(from);
  utimesSync(to, atime, mtime);
  chmodSync(to, (lstatSync(to).mode & 0o777) | 0o600);
}

/** Copies a link inside the sources as a relative link. Links to outside are left out. */
function copyLink({ from, to, path }: { from: string; to: string; path: string }): boolean {
  const target = realOf(join(from, path));
  if (target === undefined) return true; // in the original it leads nowhere, too
  if (!isWithin(target, from)) return false;
  const named = resolve(dirname(join(from, path)), readlinkSync(join(from, path)));
  const goal = isWithin(named, from) ? named : target;
  if ([goal, target].some((each) => relative(from, each).split(sep).some(isEnvFile))) return true;
  symlinkSync(relative(dirname(join(from, path)), goal) || '.', join(to, path));
  return true;
}

export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

export function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
