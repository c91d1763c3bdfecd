import type { PackageJson } from './facts.js';
import type { Place } from './place.js';

/** A package.json as far as package managers look at it. Everything in it is a stranger's: nothing is taken to have its type. */
export interface Manifest extends PackageJson {
  readonly packageManager?: unknown;
  readonly devEngines?: unknown;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly trustedDependencies?: unknown;
  readonly dependenciesMeta?: unknown;
  readonly volta?: unknown;
  readonly pnpm?: unknown;
  readonly renovate?: unknown;
}

/** A file that is there and says nothing that we could read. */
export interface Trouble {
  readonly path: string;
  readonly why: string;
}

/** The package.json of a folder, seen from the top; an empty one where there is none. */
export function manifestAt(
  place: Place,
  folder: string,
): { readonly manifest: Manifest; readonly trouble: readonly Trouble[] } {
  const path = inFolder(folder, 'package.json');
  const text = place.read(path);
  if (text.state === 'absent') return { manifest: {}, trouble: [] };
  if (text.state === 'unreadable') return { manifest: {}, trouble: [{ path, why: text.why }] };
  const json = parsedJson(text.text);
  return json === undefined
    ? { manifest: {}, trouble: [{ path, why: 'is no JSON object' }] }
    : { manifest: json as Manifest, trouble: [] };
}

export const inFolder = (folder: string, name: string): string =>
  folder === '' ? name : `${folder}/${name}`;

export function parsedJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return recordOf(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

/** A mapping, whatever else a stranger wrote there. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Names and texts of a table; what is no text is left out. */
export const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(recordOf(value) ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
