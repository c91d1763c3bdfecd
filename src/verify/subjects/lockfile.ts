import { posix } from 'node:path';
import { attempt } from '../../attempt.js';
import type { PackageManager } from '../../define/words.js';
import type { PackageJson } from '../../repo/package-json.js';
import { readBun, readNpm, readPnpm, readYarn, type LockfileContent } from './lockfile-forms.js';
import { managerOf } from './manager.js';
import { inFolder, packageAt } from './package-at.js';
import type { Place } from './place.js';

/** What is judged of a lockfile, of any package manager. */
export interface Lock {
  /** The path relative to the package: '../../package-lock.json'. */
  readonly path: string;
  /** Why it could not be read: too large, broken, or of a version without digests. */
  readonly unreadable: string | undefined;
  /** Whether git does not track it because a rule ignores it. */
  readonly ignored: 'yes' | 'no';
  /** Whether the lockfile lists the package, or only others. */
  readonly knows: 'package' | 'others';
  readonly entries: number;
  /** Entries without a digest. */
  readonly unverified: readonly string[];
  /** Entries from git or from a URL outside registries. */
  readonly foreign: readonly string[];
  /** Dependencies in package.json that the lockfile lacks. */
  readonly missing: readonly string[];
}

/** The lockfile that the package manager uses, and other lockfiles. */
export interface Locks {
  readonly manager: PackageManager;
  /** The path where it must be. */
  readonly wanted: string;
  readonly used: Lock | undefined;
  /** Others next to it, of this or another manager: which one is used depends on who installs. */
  readonly beside: readonly string[];
  /** Others in the package of a workspace, where the manager does not read them. */
  readonly unread: readonly string[];
}

interface Kind {
  readonly name: string;
  readonly manager: PackageManager;
  /** `importer`: the package's path relative to the lockfile; '' for the same folder. */
  readonly read: (text: string, importer: string) => LockfileContent | undefined;
}

/** If a manager knows two kinds, it reads the first. */
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

/** The YAML parser reads about a million characters a second. */
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

/** The version of a dependency that is a package of the repository itself. */
export const inRepository = /^(?:workspace|file|link|portal|catalog):/;

/** Direct dependencies of package.json as `name@spec`, without packages of the repository itself. */
export const specsOf = (
  manifest: PackageJson & { readonly optionalDependencies?: Readonly<Record<string, string>> },
): readonly string[] =>
  Object.entries({ ...manifest.devDependencies, ...manifest.optionalDependencies, ...manifest.dependencies })
    .filter(([, spec]) => !inRepository.test(spec))
    .map(([name, spec]) => `${name}@${spec}`);

const isForeign = (source: string): boolean =>
  /^(?:git|github|gitlab|bitbucket|ssh)\b|\.git(?:#|$)|codeload\.github\.com|\/archive\/|\/tarball\//.test(
    source,
  );
