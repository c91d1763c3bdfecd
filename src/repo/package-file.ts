import { packageManagers, type PackageManager } from '../define/words.js';
import { readPackageJson } from './package-json.js';

/** What `add` needs of a package.json. */
export interface PackageFile {
  readonly name: string;
  readonly type: 'module' | 'commonjs';
  readonly packageManager: string;
  /** The patterns of its packages, if it is a workspace root. */
  readonly workspaces: readonly string[];
  /** All declared dependencies, from any list: name -> range. */
  readonly declared: Readonly<Record<string, string>>;
}

export function readPackageFile(text: string): PackageFile | undefined {
  const json = readPackageJson(text);
  if (json === undefined) return undefined;
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = json;
  return {
    name: json.name ?? 'service',
    type: json.type === 'module' ? 'module' : 'commonjs',
    packageManager: json.packageManager ?? '',
    workspaces: patternsIn(json.workspaces),
    declared: { ...optionalDependencies, ...peerDependencies, ...devDependencies, ...dependencies },
  };
}

/** A list, or an object that contains one. */
function patternsIn(workspaces: unknown): readonly string[] {
  const list =
    typeof workspaces === 'object' && workspaces !== null && 'packages' in workspaces
      ? workspaces.packages
      : workspaces;
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
}

const lockfiles: Readonly<Record<string, PackageManager>> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
};

/** The name of the lockfile in a folder. */
export const lockfileIn = (has: (name: string) => boolean): string | undefined =>
  Object.keys(lockfiles).find(has);

/** The package manager that package.json names, or whose lockfile exists; undefined if neither tells. */
export function packageManagerOf(
  file: Pick<PackageFile, 'packageManager'>,
  lockfile: string | undefined,
): PackageManager | undefined {
  const named = file.packageManager.split('@')[0];
  return packageManagers.find((manager) => manager === named) ?? lockfiles[lockfile ?? ''];
}

export const largestFile = 1_000_000;
