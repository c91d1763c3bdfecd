import { textsOf } from '../own.js';
import { jsonTable, parsedJson } from '../parsed-json.js';
import type { NotRead } from '../read-file.js';
import type { Repo } from './repo.js';

/** The content of a package.json. Texts and tables of the wrong type count as missing; the rest is not checked. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly main?: string;
  readonly packageManager?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly bin?: unknown;
  readonly workspaces?: unknown;
  readonly devEngines?: unknown;
  readonly trustedDependencies?: unknown;
  readonly dependenciesMeta?: unknown;
  readonly volta?: unknown;
  readonly pnpm?: unknown;
  readonly renovate?: unknown;
}

/** The only reader of package.json; undefined if there is no text, or one that is no JSON object. */
export function readPackageJson(text: string | NotRead): PackageJson | undefined {
  const json = typeof text === 'string' ? jsonTable(text) : undefined;
  return (
    json &&
    Object.fromEntries(
      Object.entries(json)
        .filter(([key, value]) => !texts.has(key) || typeof value === 'string')
        .map(([key, value]) => [key, tables.has(key) ? textsOf(value) : value]),
    )
  );
}

const texts = new Set(['name', 'version', 'type', 'main', 'packageManager']);
const tables = new Set([
  ...['scripts', 'engines', 'dependencies', 'devDependencies'],
  ...['optionalDependencies', 'peerDependencies'],
]);

/** What a text is that readPackageJson does not take; undefined if it takes it. */
export function packageFault(text: string): string | undefined {
  const json = parsedJson(text);
  if ('error' in json) return `text that is not JSON (${json.error.message})`;
  if (json.value === null) return 'null';
  if (Array.isArray(json.value)) return 'a list';
  return typeof json.value === 'object' ? undefined : `a ${typeof json.value}`;
}

/** The package.json of a repo; empty if there is none that can be parsed. */
export const packageJson = (repo: Repo): PackageJson =>
  readPackageJson(repo.read('package.json') ?? '{}') ?? {};

export function declaredPackages(repo: Repo): readonly string[] {
  const { dependencies = {}, devDependencies = {} } = packageJson(repo);
  return Object.keys({ ...dependencies, ...devDependencies });
}
