import { readPackageJson, type PackageJson } from '../../repo/package-json.js';
import type { Place } from './place.js';

/** A file that exists but could not be read or parsed. */
export interface UnusableFile {
  readonly path: string;
  readonly why: string;
}

/** The package.json of a folder, relative to the top; empty if there is none. */
export function packageAt(
  place: Place,
  folder: string,
): { readonly manifest: PackageJson; readonly trouble: readonly UnusableFile[] } {
  const path = inFolder(folder, 'package.json');
  const text = place.read(path);
  if (text.state === 'absent') return { manifest: {}, trouble: [] };
  if (text.state === 'unreadable') return { manifest: {}, trouble: [{ path, why: text.why }] };
  const manifest = readPackageJson(text.text);
  return manifest === undefined
    ? { manifest: {}, trouble: [{ path, why: 'is no JSON object' }] }
    : { manifest, trouble: [] };
}

export const inFolder = (folder: string, name: string): string =>
  folder === '' ? name : `${folder}/${name}`;

/** The value if it is a mapping, else undefined. */
export const recordOrNone = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
