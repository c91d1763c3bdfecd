import { yamlIn } from '../../repo/yaml.js';

interface Entry {
  readonly name: string;
  readonly digest: unknown;
  readonly source: string;
}
/** The content of a lockfile of any package manager. */
export interface LockfileContent {
  readonly entries: readonly Entry[];
  /** Direct dependencies of the package as `name@spec`; undefined if the lockfile does not list the package. */
  readonly direct: readonly string[] | undefined;
}

type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const specs = (...tables: unknown[]): readonly string[] =>
  tables.flatMap((table) =>
    Object.entries((table ?? {}) as object).map(([name, spec]) => `${name}@${String(spec)}`),
  );

export function readNpm(text: string, importer: string): LockfileContent | undefined {
  const { packages } = JSON.parse(text) as { packages?: Table };
  if (packages === undefined) return undefined;
  const own = Object.hasOwn(packages, importer) ? packages[importer] : undefined;
  return {
    direct: own && specs(own['dependencies'], own['devDependencies'], own['optionalDependencies']),
    entries: Object.entries(packages)
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

export function readPnpm(text: string, importer: string): LockfileContent | undefined {
  const lock = yamlIn(text) as {
    importers?: Readonly<Record<string, Readonly<Record<string, Table>>>>;
    packages?: Table;
  };
  const { importers } = lock;
  if (importers === undefined) return undefined;
  const name = importer === '' ? '.' : importer;
  const own = Object.hasOwn(importers, name) ? importers[name] : undefined;
  const direct =
    own &&
    [own['dependencies'], own['devDependencies'], own['optionalDependencies']].flatMap((table) =>
      Object.entries(table ?? {}).map(([key, { specifier }]) => `${key}@${String(specifier)}`),
    );
  const entries = Object.entries(lock.packages ?? {}).map(([key, { resolution }]) => {
    const { integrity, tarball, repo, type } = (resolution ?? {}) as Record<string, unknown>;
    return {
      name: key,
      digest: integrity,
      source: String(type === 'git' ? `git ${String(repo)}` : (tarball ?? '')),
    };
  });
  return { direct, entries };
}

export function readYarn(text: string, importer: string): LockfileContent | undefined {
  return text.includes('__metadata:') ? readYarnModern(text, importer) : readYarnClassic(text);
}

function readYarnModern(text: string, importer: string): LockfileContent {
  const { __metadata: _own, ...entries } = yamlIn(text) as Table;
  const name = `workspace:${importer === '' ? '.' : importer}`;
  const own = Object.entries(entries).find(([key]) =>
    key.split(/, /).some((one) => one.endsWith(`@${name}`)),
  )?.[1];
  return {
    direct: own && specs(own['dependencies']).map((spec) => spec.replace(/@npm:/, '@')),
    entries: Object.values(entries)
      .map((entry) => ({ entry, resolution: String(entry['resolution']) }))
      .filter(({ resolution }) => !/@(?:workspace|portal|link|patch):/.test(resolution))
      .map(({ entry, resolution }) => ({
        name: resolution,
        // Packages for other platforms were never fetched here, so they have no checksum yet.
        digest: entry['checksum'] ?? (entry['conditions'] === undefined ? undefined : 'elsewhere'),
        source: /@npm:/.test(resolution) ? '' : resolution.replace(/^@?[^@]+@/, ''),
      })),
  };
}

/** Blocks of lines: `name@range, name@range:` and indented `key "value"`. This is not YAML. */
function readYarnClassic(text: string): LockfileContent | undefined {
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

/** JSON with trailing commas, which a YAML parser accepts. */
export function readBun(text: string, importer: string): LockfileContent | undefined {
  const lock = yamlIn(text) as {
    workspaces?: Table;
    packages?: Readonly<Record<string, readonly unknown[]>>;
  };
  const { workspaces } = lock;
  if (workspaces === undefined) return undefined;
  const own = Object.hasOwn(workspaces, importer) ? workspaces[importer] : undefined;
  return {
    direct: own && specs(own['dependencies'], own['devDependencies'], own['optionalDependencies']),
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
