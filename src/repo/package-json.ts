import { textsOf } from '../own.js';
import { jsonTable } from '../parsed-json.js';
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

/** The only reader of package.json; undefined if the text is no JSON object. */
export function readPackageJson(text: string): PackageJson | undefined {
  const json = jsonTable(text);
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

/** The package.json of a repo; empty if there is none that can be parsed. */
export const packageJson = (repo: Repo): PackageJson =>
  readPackageJson(repo.read('package.json') ?? '{}') ?? {};

export function declaredPackages(repo: Repo): readonly string[] {
  const { dependencies = {}, devDependencies = {} } = packageJson(repo);
  return Object.keys({ ...dependencies, ...devDependencies });
}
