import type { PackageManager } from '../../define/words.js';
import { bunSeats, npmSeats, pnpmSeats, yarnSeats } from './install-seats.js';
import { managerOf, type Manager } from './manager.js';
import type { Place } from './place.js';
import { rulesOf } from './install-rules.js';
import type { InstallPolicy, Ruling, Rulings } from './ruling.js';
import type { InstallSeat } from './install-seat.js';

const seats: Readonly<Record<PackageManager, (place: Place, manager: Manager) => readonly InstallSeat[]>> = {
  npm: npmSeats,
  pnpm: pnpmSeats,
  yarn: yarnSeats,
  bun: bunSeats,
};

/**
 * Finds the folders where an install may run, the settings files read there, the settings that this version
 * knows, and their effect.
 */
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

/** Combines two folders: whoever installs may choose the one with weaker settings. */
const weaker = (a: Rulings, b: Rulings): Rulings => ({
  scripts: worst(a.scripts, b.scripts, (value) => ['none', 'named', 'all'].indexOf(value)),
  writes: worst(a.writes, b.writes, (value) => ['exact', 'range'].indexOf(value)),
  days: worst(a.days, b.days, (value) => -value),
  elsewhere: worst(a.elsewhere, b.elsewhere, (value) => (value === 'taken' ? 1 : 0)),
  lockfile: worst(a.lockfile, b.lockfile, (value) => (value === 'unused' ? 1 : 0)),
});

const worst = <T>(a: Ruling<T>, b: Ruling<T>, rank: (value: T) => number): Ruling<T> =>
  rank(b.value) > rank(a.value) || (rank(b.value) === rank(a.value) && b.doubt !== undefined) ? b : a;
