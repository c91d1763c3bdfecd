import { copyFileSync, lstatSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { folderNames } from '../../folder-names.js';
import { isWithin, realOf } from './copy.js';

/** A node_modules of the original: its path, and its real path. */
export interface Modules {
  readonly at: string;
  readonly real: string;
}

/** Those found while copying, and those above, where Node also looks. */
export function modulesOf(root: string, met: readonly string[]): readonly Modules[] {
  const above: string[] = [];
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    above.push(join(folder, 'node_modules'));
    if (dirname(folder) === folder) break;
  }
  return [...met.map((path) => join(root, path)), ...above].flatMap((at) => {
    const real = realOf(at);
    return real !== undefined && isFolder(real) ? [{ at, real }] : [];
  });
}

/** The real folders of packages that are linked from outside the sources and outside every node_modules. */
export function linkedPackages(root: string, modules: readonly Modules[]): readonly string[] {
  const known = [root, ...modules.map(({ real }) => real)];
  const found = new Set<string>();
  for (const { real } of modules)
    for (const path of entriesIn(real)) {
      const target = realOf(join(real, path));
      if (target !== undefined && isFolder(target) && !known.some((folder) => isWithin(target, folder)))
        found.add(storeOf(target));
    }
  return [...found].slice(0, 500);
}

/**
 * The folder of a store that projects share. It is made available as a whole, because its packages find each
 * other there.
 */
const storeOf = (path: string): string => /^(.+\/pnpm\/store)\//.exec(path)?.[1] ?? path;

export interface LinkOptions {
  readonly root: string;
  readonly copy: string;
  readonly modules: readonly Modules[];
}

/**
 * Makes a folder of links, one for each package, if nothing can be mounted. Links to packages of the
 * workspace lead into the copy, so that the judged sources run. Node finds the dependencies of a linked
 * package at its real path.
 */
export function linkModules({ root, copy, modules }: LinkOptions): void {
  for (const { at, real } of modules) {
    // What is above the root must be found from above the copy.
    const folder = isWithin(at, root) ? join(copy, relative(root, at)) : join(copy, '..', 'node_modules');
    if (isWithin(real, root) && real !== at) {
      symlinkSync(join(copy, relative(root, real)), folder, 'junction');
      continue;
    }
    mkdirSync(folder, { recursive: true });
    for (const name of entriesIn(real)) {
      if (written.test(name) || lstatSync(join(folder, name), { throwIfNoEntry: false })) continue;
      const target = realOf(join(real, name));
      if (target === undefined) continue;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      link(counterpart(target, { root, copy }), join(folder, name), isFolder(target) ? 'folder' : 'file');
    }
  }
}

function counterpart(target: string, { root, copy }: { root: string; copy: string }): string {
  if (!isWithin(target, root)) return target;
  const path = relative(root, target);
  return path.split(sep).includes('node_modules') ? target : join(copy, path);
}

/** Folders that tools write while they build. They get their own. */
const written = /^\.(?:cache|vite|vite-temp|turbo)$/;

/** Names of packages: 'express', '@scope/name', '.bin'. */
function entriesIn(folder: string): readonly string[] {
  return folderNames(folder).flatMap((name) =>
    name.startsWith('@') ? folderNames(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** On Windows a junction needs no rights; a file that cannot be linked is copied. */
function link(target: string, at: string, kind: 'folder' | 'file'): void {
  try {
    symlinkSync(target, at, kind === 'folder' ? 'junction' : 'file');
  } catch (error) {
    if (kind === 'folder') throw error;
    copyFileSync(target, at);
  }
}
