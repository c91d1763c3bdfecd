import { join } from 'node:path';
import type { Plan } from '../plan/plan.js';
import type { Disk } from './disk.js';

/**
 * Lists what prevents a new service in a folder: files and folders that the plan makes too, and files of
 * another service. A README, a licence, settings of editors and all else may stay.
 */
export function obstaclesIn({ root, changes }: Plan, disk: Disk): readonly string[] {
  const paths = changes.filter(({ kind }) => kind === 'create').map(({ path }) => path);
  const planned = new Set(paths.map((path) => path.toLowerCase()));
  const folders = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''));
  const found = new Set<string>();
  for (const name of disk.list(root)) {
    const isFolder = disk.look(join(root, name))?.isDirectory() === true;
    if (planned.has(name.toLowerCase()) || isOfAService(name)) found.add(isFolder ? `${name}/` : name);
    else if (isFolder && !name.startsWith('.') && (folders.has(name) || hasCode(join(root, name), disk)))
      found.add(`${name}/`);
  }
  const inside = paths.filter((path) => path.includes('/') && !found.has(`${path.split('/')[0] ?? ''}/`));
  return [...found, ...inside.filter((path) => isThere(join(root, path), disk))];
}

/** Code, or a file that marks a service for a package manager, a compiler or a runtime. */
const isOfAService = (name: string): boolean =>
  isCode(name) ||
  /^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|node_modules|[tj]sconfig(?:\..+)?\.json|deno\.jsonc?)$/.test(
    name,
  ) ||
  /^(?:yarn\.lock|pnpm-(?:lock|workspace)\.yaml|bun\.lockb?|\.yarnrc(?:\.yml)?|\.pnp\..+|nx\.json|turbo\.json|lerna\.json)$/.test(
    name,
  );

const isCode = (name: string): boolean => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(name) || name === 'package.json';

/** Whether a folder contains code at any depth. A folder too large to search counts as if it did. */
function hasCode(folder: string, disk: Disk): boolean {
  const folders = [folder];
  let seen = 0;
  for (let next = folders.pop(); next !== undefined; next = folders.pop())
    for (const name of listed(next, disk)) {
      seen += 1;
      if (seen > 2000 || isCode(name)) return true;
      if (disk.look(join(next, name))?.isDirectory() === true) folders.push(join(next, name));
    }
  return false;
}

/** The entries of a folder. One that cannot be read counts as an obstacle. */
function listed(folder: string, disk: Disk): readonly string[] {
  try {
    return disk.list(folder);
  } catch {
    return ['package.json'];
  }
}

/** Whether something exists. A file where a folder is needed is reported later. */
function isThere(path: string, disk: Disk): boolean {
  try {
    return disk.look(path) !== undefined;
  } catch {
    return false;
  }
}
