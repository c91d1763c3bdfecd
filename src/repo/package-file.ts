import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageManagers, type PackageManager } from '../define/words.js';
import type { Tree } from './tree.js';

/** What a package.json says, as far as `add` asks. */
export interface PackageFile {
  readonly name: string;
  readonly type: 'module' | 'commonjs';
  readonly packageManager: string;
  /** Every declared dependency, whatever the list: name -> range. */
  readonly declared: Readonly<Record<string, string>>;
}

export function readPackageFile(text: string): PackageFile | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const record = json as Record<string, unknown>;
  const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return {
    name: textOr(record['name'], 'service'),
    type: record['type'] === 'module' ? 'module' : 'commonjs',
    packageManager: textOr(record['packageManager'], ''),
    declared: Object.assign({}, ...lists.reverse().map((list) => record[list] ?? {})) as Record<
      string,
      string
    >,
  };
}

const textOr = (value: unknown, other: string): string => (typeof value === 'string' ? value : other);

const lockfiles: Readonly<Record<string, PackageManager>> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
};

/** The manager that package.json names, else the one whose lockfile is there, else npm. */
export function packageManagerOf(file: PackageFile, tree: Tree): PackageManager {
  const named = file.packageManager.split('@')[0];
  const locked = Object.keys(lockfiles).find((name) => tree.paths.has(name));
  return packageManagers.find((manager) => manager === named) ?? lockfiles[locked ?? ''] ?? 'npm';
}

/** The version of a package: as installed here or in a folder above, else as declared. */
export function versionOf(
  root: string,
  name: string,
  file: PackageFile,
): { readonly version: string; readonly from: 'installed' | 'declared' } | undefined {
  for (let folder = root, depth = 0; depth < 4; folder = dirname(folder), depth += 1) {
    const path = join(folder, 'node_modules', name, 'package.json');
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) continue;
    const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version?: string };
    if (version !== undefined) return { version, from: 'installed' };
  }
  const declared = file.declared[name];
  return declared === undefined ? undefined : { version: declared, from: 'declared' };
}

/** The first number of a version or range: '^4.18.2' -> 4; undefined for tags, links and '*'. */
export function majorOf(range: string): number | undefined {
  const digits = /^[~^>=v\s]*(\d+)/.exec(range)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
