import { posix } from 'node:path';
import { parse } from 'yaml';
import type { PackageManager } from '../../define/words.js';
import type { PackageJson } from './facts.js';
import { managerOf } from './manager.js';
import { inFolder, manifestAt } from './manifest-at.js';
import type { Place } from './place.js';

/** What a lockfile says, whichever package manager wrote it. */
export interface Lock {
  /** As somebody sees it who stands in the package: '../../package-lock.json'. */
  readonly path: string;
  /** Why nothing could be read from it: too large, broken, or of a version that names no digests. */
  readonly unreadable: string | undefined;
  /** git does not track it, since a rule ignores it. */
  readonly ignored: 'yes' | 'no';
  /** Whether the package is one of those that it was made for. */
  readonly knows: 'package' | 'others';
  readonly entries: number;
  /** Entries without a digest. */
  readonly unverified: readonly string[];
  /** Entries from git or from a URL that is no registry's. */
  readonly foreign: readonly string[];
  /** What package.json wants and the lockfile does not know. */
  readonly missing: readonly string[];
}

/** The lockfile that the package manager uses, and those that lie about. */
export interface Locks {
  readonly manager: PackageManager;
  /** Where it has to be. */
  readonly wanted: string;
  readonly used: Lock | undefined;
  /** Beside it, of this manager or another: which of them was installed from depends on who installs. */
  readonly beside: readonly string[];
  /** In the package, below the root of its workspace: the manager does not read them there. */
  readonly unread: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly digest: unknown;
  readonly source: string;
}
interface Read {
  readonly entries: readonly Entry[];
  /** Direct dependencies of the package as `name@spec`; undefined where the lockfile does not know the package. */
  readonly direct: readonly string[] | undefined;
}

interface Kind {
  readonly name: string;
  readonly manager: PackageManager;
  /** `importer`: the package, seen from where the lockfile lies; '' for the same folder. */
  readonly read: (text: string, importer: string) => Read | undefined;
}

/** Of two that one manager knows, it reads the first. */
const kinds: readonly Kind[] = [
  { name: 'npm-shrinkwrap.json', manager: 'npm', read: readNpm },
  { name: 'package-lock.json', manager: 'npm', read: readNpm },
  { name: 'pnpm-lock.yaml', manager: 'pnpm', read: readPnpm },
  { name: 'yarn.lock', manager: 'yarn', read: readYarn },
  { name: 'bun.lock', manager: 'bun', read: readBun },
  { name: 'bun.lockb', manager: 'bun', read: () => undefined },
];
const usual: Readonly<Record<PackageManager, string>> = {
  npm: 'package-lock.json',
  pnpm: 'pnpm-lock.yaml',
  yarn: 'yarn.lock',
  bun: 'bun.lock',
};

/** Every manager keeps one lockfile for a workspace, at its root. */
export function locksOf(place: Place): Locks {
  const manager = managerOf(place).name;
  const inside = (folder: string): readonly Kind[] =>
    kinds.filter(({ name }) => place.read(inFolder(folder, name), 'lockfile').state !== 'absent');
  const there = inside(place.workspace);
  const used = there.find((kind) => kind.manager === manager);
  const shown = ({ name }: Kind, folder: string): string => place.shown(inFolder(folder, name));
  return {
    manager,
    wanted: place.shown(inFolder(place.workspace, usual[manager])),
    used: used === undefined ? undefined : lockOf(used, place),
    beside: there.filter((kind) => kind !== used).map((kind) => shown(kind, place.workspace)),
    unread: place.role === 'member' ? inside(place.prefix).map((kind) => shown(kind, place.prefix)) : [],
  };
}

/** YAML is read at about a million characters a second. */
const longestYaml = 4_000_000;

function lockOf({ name, read }: Kind, place: Place): Lock {
  const wanted = specsOf(manifestAt(place, place.prefix).manifest);
  const path = inFolder(place.workspace, name);
  const text = place.read(path, 'lockfile');
  const importer = posix.relative(place.workspace, place.prefix);
  const isLong = text.state === 'read' && read !== readNpm && text.text.length > longestYaml;
  const result = text.state === 'read' && !isLong ? attempt(() => read(text.text, importer)) : undefined;
  const entries = result?.entries ?? [];
  const direct = result?.direct;
  const isEmpty = result !== undefined && entries.length === 0 && wanted.length > 0;
  return {
    path: place.shown(path),
    unreadable:
      text.state === 'unreadable'
        ? text.why
        : result === undefined || isEmpty
          ? isLong
            ? `has more than ${longestYaml / 1_000_000} million characters`
            : 'is of a form that could not be read'
          : undefined,
    ignored: place.isShared(path) ? 'no' : 'yes',
    knows: direct === undefined && result !== undefined ? 'others' : 'package',
    entries: entries.length,
    unverified: entries.filter(({ digest }) => typeof digest !== 'string').map(({ name: entry }) => entry),
    foreign: entries.filter(({ source }) => isForeign(source)).map(({ name: entry }) => entry),
    missing: direct === undefined ? [] : wanted.filter((spec) => !direct.includes(spec)),
  };
}

/** Direct dependencies of package.json as `name@spec`; what lies in the repository itself is left out. */
export const specsOf = (
  manifest: PackageJson & { readonly optionalDependencies?: Readonly<Record<string, string>> },
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

function readNpm(text: string, importer: string): Read | undefined {
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

function readPnpm(text: string, importer: string): Read | undefined {
  const lock = parse(text, { maxAliasCount: 0 }) as {
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

function readYarn(text: string, importer: string): Read | undefined {
  return text.includes('__metadata:') ? readYarnModern(text, importer) : readYarnClassic(text);
}

function readYarnModern(text: string, importer: string): Read {
  const { __metadata: _own, ...entries } = parse(text, { maxAliasCount: 0 }) as Table;
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
function readBun(text: string, importer: string): Read | undefined {
  const lock = parse(text, { maxAliasCount: 0 }) as {
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

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
