import { dirname, join } from 'node:path';
import { ownOf } from '../own.js';
import { readUtf8 } from '../read-file.js';
import { largestFile, type PackageFile } from './package-file.js';
import { readPackageJson } from './package-json.js';

/** The version of a package: installed here or in a folder above, or else declared. */
export function versionOfPackage(
  root: string,
  name: string,
  file: PackageFile,
): { readonly version: string; readonly from: 'installed' | 'declared' } | undefined {
  for (let folder = root, depth = 0; depth < 4; folder = dirname(folder), depth += 1) {
    const path = join(folder, 'node_modules', name, 'package.json');
    const version = readPackageJson(readUtf8(path, largestFile))?.version;
    if (version !== undefined) return { version, from: 'installed' };
  }
  const declared = ownOf(file.declared, name);
  return declared === undefined ? undefined : { version: declared, from: 'declared' };
}
