import { posix } from 'node:path';
import type { PackageManager } from '../../define/words.js';
import type { PackageJson } from '../../repo/package-json.js';
import { readBun, readNpm, readPnpm, readYarn, type LockfileContent } from './lockfile-forms.js';
import { managerOf } from './manager.js';
import { inFolder, packageAt } from './package-at.js';
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

interface Kind {
  readonly name: string;
  readonly manager: PackageManager;
  /** `importer`: the package, seen from where the lockfile lies; '' for the same folder. */
  readonly read: (text: string, importer: string) => LockfileContent | undefined;
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
  const wanted = specsOf(packageAt(place, place.prefix).manifest);
  const path = inFolder(place.workspace, name);
  const text = place.read(path, 'lockfile');
  const importer = posix.relative(place.workspace, place.prefix);
  const isLong = text.state === 'read' && read !== readNpm && text.text.length > longestYaml;
  const result = text.state === 'read' && !isLong ? attempt(() => read(text.text, importer)) : undefined;
  const entries = result?.entries ?? [];
  const direct = result?.direct;
  const isEmpty = direct !== undefined && entries.length === 0 && wanted.length > 0;
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

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
