import { lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { folderNames } from '../../folder-names.js';
import { isWithin, realOf } from './copy.js';
import { isEnvFile } from './left-out.js';
import { linkedPackages } from './modules.js';
import type { Modules } from './modules.js';
import type { Scratch } from './scratch.js';
import { secretsIn } from './surroundings.js';
import type { Surroundings } from './surroundings.js';

/** What the service sees in a place of the file system, applied in this order. */
export type Mount =
  | { readonly how: 'empty'; readonly at: string; readonly keeps: readonly string[] }
  | { readonly how: 'read-only' | 'writable'; readonly from: string; readonly at: string };

export interface MountOptions {
  readonly root: string;
  readonly around: Surroundings;
  readonly scratch: Scratch;
  readonly modules: readonly Modules[];
  /** An empty file that replaces hidden files. */
  readonly blank: string;
  /** Our own hosts file, if needed. */
  readonly hosts: string | undefined;
}

/**
 * The copy is mounted over the original, so every absolute path leads into it; packages are read-only. Hidden
 * are sockets of other services, settings above the sources, and private files in the user's home.
 */
export function mountsOf({ root, around, scratch, modules, blank, hosts }: MountOptions): readonly Mount[] {
  const linked = linkedPackages(root, modules);
  const prefix = dirname(dirname(realOf(process.execPath) ?? process.execPath));
  const needed = [
    ...[
      root,
      scratch.root,
      join(prefix, 'bin'),
      join(prefix, 'lib'),
      ...linked,
      ...modules.map(({ real }) => real),
    ],
    ...(process.env['PATH'] ?? '').split(delimiter).filter((path) => path.startsWith('/')),
  ].flatMap((path) => realOf(path) ?? []);
  const closed = [...around.homes, ...around.repositories];
  const hidden = [
    ...socketFolders(),
    ...privateEntries(around.homes),
    ...around.repositories.flatMap((repository) => secretsIn(repository, root)),
  ];
  const isHidden = (path: string): boolean => hidden.some((folder) => isWithin(path, folder));
  return [
    ...closed.map((at): Mount => ({ how: 'read-only', from: at, at })),
    ...(closed.some((folder) => isWithin(scratch.root, folder))
      ? [{ how: 'writable', from: scratch.root, at: scratch.root } as const]
      : []),
    ...[...new Set(hidden)].map((at) => hide(at, blank, needed)),
    ...[...envFilesAbove(root), ...linked.flatMap(envFilesIn)].flatMap((at) =>
      isHidden(at) ? [] : hide(at, blank, []),
    ),
    ...socketsInUse(scratch.root)
      .filter((at) => !isHidden(at) && !isWithin(at, root))
      .map((at): Mount => ({ how: 'read-only', from: blank, at })),
    { how: 'writable', from: scratch.copy, at: root },
    ...modules.flatMap((one) => placeOf(one, { root, copy: scratch.copy })),
    ...linked.map((real): Mount => ({ how: 'read-only', from: real, at: real })),
    ...(hosts === undefined ? [] : [{ how: 'read-only', from: hosts, at: '/etc/hosts' } as const]),
  ];
}

/** Makes the mount point in the copy. A link stays a link, and its target is read-only. */
function placeOf({ at, real }: Modules, { root, copy }: { root: string; copy: string }): readonly Mount[] {
  const inCopy = join(copy, relative(root, at));
  const isLink = lstatSync(at).isSymbolicLink();
  if (isWithin(at, root)) {
    mkdirSync(dirname(inCopy), { recursive: true });
    if (!isLink) mkdirSync(inCopy, { recursive: true });
    else symlinkSync(isWithin(real, root) ? relative(dirname(at), real) : real, inCopy);
  }
  return isLink && isWithin(real, root) ? [] : [{ how: 'read-only', from: real, at: real }];
}

function hide(at: string, blank: string, needed: readonly string[]): Mount {
  if (lstatSync(at).isDirectory())
    return { how: 'empty', at, keeps: outermost(needed.filter((path) => isWithin(path, at))) };
  return { how: 'read-only', from: blank, at };
}

const outermost = (paths: readonly string[]): readonly string[] =>
  [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));

/** Folders with sockets of databases, container engines and agents. */
const socketFolders = (): readonly string[] =>
  [...new Set(['/run', '/var/run'].flatMap((path) => realOf(path) ?? []))].filter((path) => path !== '/');

/** Private entries such as '.aws', '.ssh' and '.npmrc' in all homes of the user. */
function privateEntries(homes: readonly string[]): readonly string[] {
  return homes
    .flatMap((home) =>
      folderNames(home)
        .filter((name) => name.startsWith('.'))
        .map((name) => join(home, name)),
    )
    .filter((path) => lstatSync(path).isDirectory() || lstatSync(path).isFile());
}

function envFilesAbove(root: string): readonly string[] {
  const found: string[] = [];
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    found.push(...envFilesIn(folder));
    if (dirname(folder) === folder) return found;
  }
}

const envFilesIn = (folder: string): readonly string[] =>
  folderNames(folder)
    .filter(isEnvFile)
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile() || lstatSync(path).isDirectory());

/** Socket files in use: they lead to other services, even from a separate network. */
function socketsInUse(ours: string): readonly string[] {
  const paths = textOf('/proc/net/unix')
    .split('\n')
    .slice(1)
    .flatMap((line) => /\s(\/.*)$/.exec(line)?.[1] ?? []);
  return [...new Set(paths)].filter((path) => !isWithin(path, ours) && isSocket(path)).slice(0, 300);
}

function isSocket(path: string): boolean {
  try {
    return lstatSync(path).isSocket() && realOf(path) === path;
  } catch {
    return false;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
