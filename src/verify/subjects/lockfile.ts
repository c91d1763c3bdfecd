import { parse } from 'yaml';
import { packageJson, type PackageJson } from './facts.js';
import type { Repo } from './repo.js';

export type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What a lockfile says, whichever package manager wrote it. */
export interface Lock {
  readonly path: string;
  readonly manager: Manager;
  /** 'unreadable': too large, broken, or of a version that names no digests. */
  readonly state: 'read' | 'unreadable';
  /** git does not track it, since a rule ignores it. */
  readonly ignored: 'yes' | 'no';
  readonly entries: number;
  /** Entries without a digest. */
  readonly unverified: readonly string[];
  /** Entries from git or from a URL that is no registry's. */
  readonly foreign: readonly string[];
  /** What package.json wants and the lockfile does not know. */
  readonly missing: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly digest: unknown;
  readonly source: string;
}
interface Read {
  readonly entries: readonly Entry[];
  /** Direct dependencies as `name@spec`. */
  readonly direct: readonly string[];
}

const kinds: readonly { path: string; manager: Manager; read: (text: string) => Read | undefined }[] = [
  { path: 'package-lock.json', manager: 'npm', read: readNpm },
  { path: 'npm-shrinkwrap.json', manager: 'npm', read: readNpm },
  { path: 'pnpm-lock.yaml', manager: 'pnpm', read: readPnpm },
  { path: 'yarn.lock', manager: 'yarn', read: readYarn },
  { path: 'bun.lock', manager: 'bun', read: readBun },
];

export function locksOf(repo: Repo): readonly Lock[] {
  const wanted = specsOf(packageJson(repo));
  return kinds
    .filter(({ path }) => repo.has(path))
    .map(({ path, manager, read }) => {
      const result = attempt(() => read(repo.read(path) ?? ''));
      const entries = result?.entries ?? [];
      return {
        path,
        manager,
        state: result === undefined || (entries.length === 0 && wanted.length > 0) ? 'unreadable' : 'read',
        ignored: repo.git.state === 'used' && !repo.files.includes(path) ? 'yes' : 'no',
        entries: entries.length,
        unverified: entries.filter(({ digest }) => typeof digest !== 'string').map(({ name }) => name),
        foreign: entries.filter(({ source }) => isForeign(source)).map(({ name }) => name),
        missing: wanted.filter((spec) => result !== undefined && !result.direct.includes(spec)),
      };
    });
}

/** Direct dependencies of package.json as `name@spec`; what lies in the repository itself is left out. */
export const specsOf = (
  manifest: PackageJson & { optionalDependencies?: Record<string, string> },
): readonly string[] =>
  Object.entries({ ...manifest.devDependencies, ...manifest.optionalDependencies, ...manifest.dependencies })
    .filter(([, spec]) => !/^(?:workspace|file|link|portal|catalog):/.test(spec))
    .map(([name, spec]) => `${name}@${spec}`);

const isForeign = (source: string): boolean =>
  /^(?:git|github|gitlab|bitbucket|ssh)\b|\.git(?:#|$)|codeload\.github\.com|\/archive\/|\/tarball\//.test(
    source,
  );

type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const specs = (...tables: unknown[]): readonly string[] =>
  tables.flatMap((table) =>
    Object.entries((table ?? {}) as object).map(([name, spec]) => `${name}@${String(spec)}`),
  );

function readNpm(text: string): Read | undefined {
  const { packages } = JSON.parse(text) as { packages?: Table };
  if (packages === undefined) return undefined;
  const { '': root = {}, ...others } = packages;
  return {
    direct: specs(root['dependencies'], root['devDependencies'], root['optionalDependencies']),
    entries: Object.entries(others)
      .filter(
        ([path, entry]) =>
          /node_modules\//.test(path) && entry['link'] !== true && entry['inBundle'] !== true,
      )
      .map(([path, entry]) => ({
        name: path.replace(/^.*node_modules\//, ''),
        digest: entry['integrity'],
        source: String(entry['resolved'] ?? ''),
      })),
  };
}

function readPnpm(text: string): Read | undefined {
  const lock = parse(text, { maxAliasCount: 0 }) as {
    importers?: Readonly<Record<string, Readonly<Record<string, Table>>>>;
    packages?: Table;
  };
  const root = lock.importers?.['.'];
  if (root === undefined) return undefined;
  const direct = [root['dependencies'], root['devDependencies'], root['optionalDependencies']].flatMap(
    (table) => Object.entries(table ?? {}).map(([name, { specifier }]) => `${name}@${String(specifier)}`),
  );
  const entries = Object.entries(lock.packages ?? {}).map(([name, { resolution }]) => {
    const { integrity, tarball, repo, type } = (resolution ?? {}) as Record<string, unknown>;
    return {
      name,
      digest: integrity,
      source: String(type === 'git' ? `git ${String(repo)}` : (tarball ?? '')),
    };
  });
  return { direct, entries };
}

function readYarn(text: string): Read | undefined {
  return text.includes('__metadata:') ? readYarnModern(text) : readYarnClassic(text);
}

function readYarnModern(text: string): Read {
  const { __metadata: _own, ...entries } = parse(text, { maxAliasCount: 0 }) as Table;
  const root = Object.entries(entries).find(([key]) => key.endsWith('@workspace:.'))?.[1] ?? {};
  return {
    direct: specs(root['dependencies']).map((spec) => spec.replace(/@npm:/, '@')),
    entries: Object.values(entries)
      .map((entry) => ({ entry, resolution: String(entry['resolution']) }))
      .filter(({ resolution }) => !/@(?:workspace|portal|link|patch):/.test(resolution))
      .map(({ entry, resolution }) => ({
        name: resolution,
        // What is for another platform was never fetched here, so it has none yet.
        digest: entry['checksum'] ?? (entry['conditions'] === undefined ? undefined : 'elsewhere'),
        source: /@npm:/.test(resolution) ? '' : resolution.replace(/^@?[^@]+@/, ''),
      })),
  };
}

/** Blocks of lines: `name@range, name@range:` and indented `key "value"`. It is no YAML. */
function readYarnClassic(text: string): Read | undefined {
  const blocks = text.split(/\n{2,}/).filter((block) => /^\s+version /m.test(block));
  if (blocks.length === 0) return undefined;
  const keys = (block: string): readonly string[] =>
    (/^(\S.*):$/m.exec(block)?.[1] ?? '').split(', ').map((key) => key.replaceAll('"', ''));
  const value = (block: string, key: string): string | undefined =>
    new RegExp(`^\\s+${key} "?([^"\\n]+)`, 'm').exec(block)?.[1];
  return {
    direct: blocks.flatMap(keys),
    entries: blocks.map((block) => ({
      name: keys(block)[0] ?? '',
      digest: value(block, 'integrity'),
      source: value(block, 'resolved') ?? '',
    })),
  };
}

/** JSON with trailing commas, which YAML takes. */
function readBun(text: string): Read | undefined {
  const lock = parse(text, { maxAliasCount: 0 }) as {
    workspaces?: Table;
    packages?: Readonly<Record<string, readonly unknown[]>>;
  };
  const root = lock.workspaces?.[''];
  if (root === undefined) return undefined;
  return {
    direct: specs(root['dependencies'], root['devDependencies'], root['optionalDependencies']),
    entries: Object.values(lock.packages ?? {})
      .map((entry) => ({ ident: String(entry[0]), digest: entry.at(-1) }))
      .filter(({ ident }) => !ident.includes('@workspace:'))
      .map(({ ident, digest }) => ({
        name: ident,
        digest: typeof digest === 'string' && /^sha\d+-/.test(digest) ? digest : undefined,
        source: ident.replace(/^@?[^@]+@/, ''),
      })),
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
