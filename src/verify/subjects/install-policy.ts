import type { PackageManager } from '../../define/words.js';
import { bunSeats, npmSeats, pnpmSeats, yarnSeats } from './install-seats.js';
import { managerOf, type Manager } from './manager.js';
import type { Trouble } from './manifest-at.js';
import type { Place } from './place.js';
import type { Layer } from './effective.js';
import { rulesOf } from './install-rules.js';

/**
 * where an install may be run (seats) -> files that are read there -> settings that this version knows -> what they come to
 *
 * What the package manager does when it installs this package: not what stands in a file, but what the tool makes of it.
 */
export interface InstallPolicy {
  readonly manager: Manager;
  /** Install scripts of dependencies: none, those that were named, or all. */
  readonly scripts: Ruling<'none' | 'named' | 'all'>;
  /** How a new dependency is written into package.json. */
  readonly writes: Ruling<'exact' | 'range'>;
  /** Days that a version must be old. */
  readonly days: Ruling<number>;
  /** Packages from git and from URLs. 'fixed': this package manager has no setting for it. */
  readonly elsewhere: Ruling<'refused' | 'taken' | 'fixed'>;
  /** Whether an install looks into the lockfile. */
  readonly lockfile: Ruling<'used' | 'unused'>;
  /** Files that count and could not be read. */
  readonly trouble: readonly Trouble[];
}

export interface Ruling<T> {
  readonly value: T;
  /** The file that decides, or should: as somebody sees it who stands in the package. */
  readonly file: string;
  /** What was written to no effect, in brackets; else ''. */
  readonly vain: string;
  /** Why it cannot be told; undefined where it can. */
  readonly doubt: string | undefined;
}

export type Rulings = Pick<InstallPolicy, 'scripts' | 'writes' | 'days' | 'elsewhere' | 'lockfile'>;

/** A folder in which an install may be run, with the files of settings that are read there. */
export interface Seat {
  readonly layers: readonly Layer[];
  readonly trouble: readonly Trouble[];
  /** The file in which a setting belongs. */
  readonly file: string;
}

const seats: Readonly<Record<PackageManager, (place: Place, manager: Manager) => readonly Seat[]>> = {
  npm: npmSeats,
  pnpm: pnpmSeats,
  yarn: yarnSeats,
  bun: bunSeats,
};

export function installPolicyOf(place: Place): InstallPolicy {
  const manager = managerOf(place);
  const all = seats[manager.name](place, manager);
  const [one, ...more] = all.map((seat) => rulesOf({ seat, place, manager }));
  if (one === undefined) throw new Error('there is always one folder to install in');
  return {
    manager,
    ...more.reduce(weaker, one),
    trouble: [...manager.trouble, ...all.flatMap(({ trouble }) => trouble)],
  };
}

/** Whoever may choose where to install may choose the weaker settings. */
const weaker = (a: Rulings, b: Rulings): Rulings => ({
  scripts: worst(a.scripts, b.scripts, (value) => ['none', 'named', 'all'].indexOf(value)),
  writes: worst(a.writes, b.writes, (value) => ['exact', 'range'].indexOf(value)),
  days: worst(a.days, b.days, (value) => -value),
  elsewhere: worst(a.elsewhere, b.elsewhere, (value) => (value === 'taken' ? 1 : 0)),
  lockfile: worst(a.lockfile, b.lockfile, (value) => (value === 'unused' ? 1 : 0)),
});

const worst = <T>(a: Ruling<T>, b: Ruling<T>, rank: (value: T) => number): Ruling<T> =>
  rank(b.value) > rank(a.value) || (rank(b.value) === rank(a.value) && b.doubt !== undefined) ? b : a;
