import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readUtf8 } from '../../read-file.js';
import { membersOf, workspaceOf } from '../../repo/workspace.js';
import { packageJson, readPackageJson, type PackageJson } from '../../repo/package-json.js';
import { isBuilt, startOf } from '../subjects/launch.js';
import type { Repo } from '../../repo/repo.js';
import type { CopyOptions } from './copy.js';
import { isOutputName } from './left-out.js';

/** What must be copied and built before a service of this repository can start. */
export interface Builds {
  /** The root of its workspace, or its own folder. */
  readonly root: string;
  /** Its folder relative to that root; '' at the root. */
  readonly path: string;
  /** Folders of packages with a build script, relative to the root, in build order. */
  readonly order: readonly string[];
  readonly leaves: CopyOptions['leaves'];
}

export function buildsOf(repo: Repo, build: 'if-needed' | 'never'): Builds {
  const workspace = workspaceOf(repo.root);
  const [root, path] = workspace === undefined ? [repo.root, ''] : [workspace.root, workspace.path];
  if (build === 'never') return { root, path, order: [], leaves: () => false };
  const needed = workspace === undefined ? [] : neededBy(path, root);
  const order = [...needed, path].filter((each) => hasBuild(packageJsonIn(join(root, each))));
  return { root, path, order, leaves: (file, kind) => kind === 'folder' && isOutput(file) };

  /** Whether an earlier build wrote this folder: its content is not judged. */
  function isOutput(folder: string): boolean {
    const home = posix.dirname(folder) === '.' ? '' : posix.dirname(folder);
    const name = posix.basename(folder);
    if (!isOutputName(name) || !order.includes(home)) return false;
    if (home !== path) return /^(?:dist|build|out)$/.test(name);
    const manifest = packageJson(repo);
    const entry = startOf(manifest)?.at(-1)?.replace(/^\.\//, '') ?? '';
    const runsFrom = new RegExp(`\\bnode\\s+(?:-\\S+\\s+)*(?:\\./)?${name}/`).test(
      manifest.scripts?.['build'] ?? '',
    );
    if (runsFrom) return false;
    const untracked = !repo.files.some((file) => file.startsWith(`${name}/`));
    return untracked || (name !== 'lib' && isBuilt(entry) && entry.startsWith(`${name}/`));
  }
}

const hasBuild = ({ scripts }: PackageJson): boolean => typeof scripts?.['build'] === 'string';

/** Packages of the workspace that this one depends on, each after its own dependencies. */
function neededBy(path: string, root: string): readonly string[] {
  const byName = new Map(
    membersOf(root).map((member) => [packageJsonIn(join(root, member)).name ?? '', member]),
  );
  const order: string[] = [];
  const met = new Set([path]);
  const visit = (member: string): void => {
    const { dependencies, devDependencies } = packageJsonIn(join(root, member));
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      const needed = byName.get(name);
      if (needed === undefined || met.has(needed)) continue;
      met.add(needed);
      visit(needed);
      order.push(needed);
    }
  };
  visit(path);
  return order;
}

export const packageJsonIn = (folder: string): PackageJson =>
  readPackageJson(readUtf8(join(folder, 'package.json'), 1_000_000)) ?? {};

/** The package manager, by the lockfile at the root. */
export function managerAt(root: string): 'npm' | 'pnpm' | 'yarn' | 'bun' {
  const has = (name: string): boolean => existsSync(join(root, name));
  if (has('pnpm-lock.yaml')) return 'pnpm';
  if (has('yarn.lock')) return 'yarn';
  return has('bun.lock') || has('bun.lockb') ? 'bun' : 'npm';
}
