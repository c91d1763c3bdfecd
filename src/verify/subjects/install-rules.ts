import gte from 'semver/functions/gte.js';
import major from 'semver/functions/major.js';
import { effectOf, type Effect, type Spelling } from './effective.js';
import type { InstallSeat } from './install-seat.js';
import type { Rulings, Ruling } from './ruling.js';
import { packageAt, recordOrNone } from './package-at.js';
import type { Manager } from './manager.js';
import type { Place } from './place.js';
import { textsIn } from './reach.js';
import type { Version } from '../../repo/versions.js';

interface Asking {
  readonly seat: InstallSeat;
  readonly place: Place;
  readonly manager: Manager;
}

/** The effect of the settings in one folder. The releases themselves show since which version a key is known. */
export const rulesOf = (asking: Asking): Rulings => rules[asking.manager.name](asking);

const rules: Readonly<Record<Manager['name'], (asking: Asking) => Rulings>> = {
  npm: npmRules,
  pnpm: pnpmRules,
  yarn: (asking) =>
    major(asking.manager.version ?? '0.0.0') === 1 ? classicRules(asking) : yarnRules(asking),
  bun: bunRules,
};

/** Whether the version has a new default. An unknown version counts as older. */
const isFrom = ({ version }: Manager, other: Version): boolean =>
  version !== undefined && gte(version, other);

/** Finds effective values, and collects the ignored and doubtful ones for the text. */
function asker(asking: Asking): (...spellings: readonly Spelling[]) => Effect {
  const { seat, manager, place } = asking;
  return (...spellings) => effectOf(spellings, { layers: seat.layers, manager, place });
}

function ruling<T>({ seat, place }: Asking, value: T, ...effects: readonly Effect[]): Ruling<T> {
  const path = effects.find((effect) => effect.path !== undefined)?.path;
  return {
    value,
    file: path === undefined ? seat.file : place.shown(path),
    vain: effects.map(({ vain }) => vain).find((vain) => vain !== '') ?? '',
    doubt: effects.map(({ doubt }) => doubt).find((doubt) => doubt !== undefined),
  };
}

/** A ruling that is right by default has no doubt or ignored settings. */
const certain = <T>(one: Ruling<T>): Ruling<T> => ({ ...one, doubt: undefined, vain: '' });

/** Whether the lockfile is used. A doubtful setting counts as "not", and the doubt is reported. */
const lockfileBy = (asking: Asking, ...refusals: readonly Effect[]): Ruling<'used' | 'unused'> => {
  const refusal = refusals.find(({ value, doubt }) => isFalse(value) || doubt !== undefined);
  return refusal === undefined ? ruling(asking, 'used') : ruling(asking, 'unused', refusal);
};

const isFalse = (value: unknown): boolean => value === false || value === 'false' || value === '0';

const isTrue = (value: unknown): boolean => value === true || value === 'true';

/**
 * npm: @npmcli/config, lib/definitions, of each release. 11.10 is the first with allow-git in its documents.
 * From 12 on, nothing is installed from git or URLs, and only allowed scripts run.
 */
function npmRules(asking: Asking): Rulings {
  const ask = asker(asking);
  const { manager } = asking;
  const key = (name: string, since?: Version): Spelling => ({
    form: 'npmrc',
    key: name,
    ...(since && { since }),
  });
  const ignored = ask(key('ignore-scripts'));
  const strict = ask(key('strict-allow-scripts', '11.16.0'));
  const allowsAll = ask(key('dangerously-allow-all-scripts', '11.16.0'));
  const exact = ask(key('save-exact'));
  const prefix = ask(key('save-prefix'));
  const age = ask(key('min-release-age', '11.10.0'));
  const exempt = ask(key('min-release-age-exclude', '11.17.0'));
  const refuses = ({ value }: Effect): boolean =>
    value === undefined ? isFrom(manager, '12.0.0') : value === 'none' || value === 'root';
  const git = ask(key('allow-git', '11.10.0'));
  const remote = ask(key('allow-remote', '11.14.0'));
  const days = Number(age.value ?? 0);
  return {
    scripts: isTrue(ignored.value)
      ? certain(ruling(asking, 'none', ignored))
      : isTrue(allowsAll.value)
        ? ruling(asking, 'all', allowsAll)
        : ruling(
            asking,
            isTrue(strict.value) || isFrom(manager, '12.0.0') ? 'named' : 'all',
            strict,
            ignored,
          ),
    writes:
      isTrue(exact.value) || prefix.value === ''
        ? ruling(asking, 'exact', exact, prefix)
        : ruling(asking, 'range', exact, prefix),
    days: ruling(asking, exemptsAll(exempt) || Number.isNaN(days) ? 0 : days, age),
    elsewhere: ruling(
      asking,
      refuses(git) && refuses(remote) ? 'refused' : 'taken',
      ...(refuses(git) ? [remote, git] : [git, remote]),
    ),
    lockfile: lockfileBy(asking, ask(key('package-lock')), ask(key('shrinkwrap'))),
  };
}

const exemptsAll = ({ value }: Effect): boolean =>
  textsIn(value).some((entry) => entry.split(/[\s,]+/).some((name) => name === '*' || name === '**'));

/**
 * pnpm: pnpm.io/blog/releases. From 10.6 on all settings may be in pnpm-workspace.yaml, from 11 on none in
 * .npmrc. From 10 on only allowed scripts run.
 */
function pnpmRules(asking: Asking): Rulings {
  const ask = asker(asking);
  const { manager } = asking;
  const key = (camel: string, kebab: string, since: Version): readonly Spelling[] => [
    { form: 'yaml', key: camel, since: gte(since, '10.6.0') ? since : '10.6.0' },
    { form: 'npmrc', key: kebab, since, until: '11.0.0' },
  ];
  const always: Version = '0.0.0';
  const ignored = ask(...key('ignoreScripts', 'ignore-scripts', always));
  const allowsAll = ask(...key('dangerouslyAllowAllBuilds', 'dangerously-allow-all-builds', '10.9.0'));
  const named = ask({ form: 'manifest', key: 'onlyBuiltDependencies', until: '11.0.0' });
  const exact = ask(...key('saveExact', 'save-exact', always));
  const prefix = ask(...key('savePrefix', 'save-prefix', always));
  const age = ask(...key('minimumReleaseAge', 'minimum-release-age', '10.16.0'));
  const exempt = ask(...key('minimumReleaseAgeExclude', 'minimum-release-age-exclude', '10.16.0'));
  const exotic = ask(...key('blockExoticSubdeps', 'block-exotic-subdeps', '10.26.0'));
  const minutes = Number(age.value ?? (isFrom(manager, '11.0.0') ? 1440 : 0));
  const refuses = exotic.value === undefined ? isFrom(manager, '11.0.0') : isTrue(exotic.value);
  return {
    scripts: isTrue(ignored.value)
      ? certain(ruling(asking, 'none', ignored))
      : isTrue(allowsAll.value)
        ? ruling(asking, 'all', allowsAll)
        : ruling(asking, isFrom(manager, '10.0.0') || named.value !== undefined ? 'named' : 'all', ignored),
    writes:
      isTrue(exact.value) || prefix.value === ''
        ? ruling(asking, 'exact', exact, prefix)
        : ruling(asking, 'range', exact, prefix),
    days: ruling(asking, exemptsAll(exempt) || Number.isNaN(minutes) ? 0 : minutes / (24 * 60), age),
    elsewhere: ruling(asking, refuses ? 'refused' : 'taken', exotic),
    lockfile: lockfileBy(asking, ask(...key('lockfile', 'lockfile', always))),
  };
}

/**
 * Yarn: @yarnpkg/cli-dist of each release. The age gate since 4.10, git only with approval and no scripts
 * since 4.14, one day of waiting since 4.15.
 */
function yarnRules(asking: Asking): Rulings {
  const ask = asker(asking);
  const { manager } = asking;
  const key = (name: string, since: Version = '2.0.0'): Spelling => ({ form: 'yaml', key: name, since });
  const scripts = ask(key('enableScripts', '0.0.0'));
  const built = Object.values(recordOrNone(ask({ form: 'manifest', key: 'dependenciesMeta' }).value) ?? {});
  const isNamed = built.some((meta) => recordOrNone(meta)?.['built'] === true);
  const runsAll =
    scripts.value === undefined
      ? !isFrom(manager, '4.14.0')
      : !(scripts.value === false || scripts.value === 'false');
  const prefix = ask(key('defaultSemverRangePrefix', '0.0.0'));
  const age = ask(key('npmMinimalAgeGate', '4.10.0'));
  const exempt = ask(key('npmPreapprovedPackages', '4.10.0'));
  const git = ask(key('approvedGitRepositories', '4.14.0'));
  const approved = git.value === undefined ? (isFrom(manager, '4.14.0') ? [] : ['**']) : textsIn(git.value);
  return {
    scripts: ruling(asking, runsAll ? 'all' : isNamed ? 'named' : 'none', scripts),
    writes: ruling(asking, prefix.value === '' ? 'exact' : 'range', prefix),
    days: ruling(
      asking,
      exemptsAll(exempt) ? 0 : daysIn(age.value ?? (isFrom(manager, '4.15.0') ? '1d' : 0)),
      age,
    ),
    elsewhere: ruling(asking, approved.some((pattern) => /^\*+$/.test(pattern)) ? 'taken' : 'refused', git),
    lockfile: ruling(asking, 'used'),
  };
}

/** Yarn 1 can skip scripts, but has no waiting time and refuses no sources. */
function classicRules(asking: Asking): Rulings {
  const ask = asker(asking);
  const scripts = ask(
    { form: 'yarnrc', key: 'ignore-scripts' },
    { form: 'yarnrc', key: '--install.ignore-scripts' },
  );
  const exact = ask({ form: 'yarnrc', key: 'save-exact' });
  const prefix = ask({ form: 'yarnrc', key: 'save-prefix' });
  const unlocked = ask(
    { form: 'yarnrc', key: '--no-lockfile' },
    { form: 'yarnrc', key: '--install.no-lockfile' },
  );
  return {
    scripts: ruling(asking, isTrue(scripts.value) ? 'none' : 'all', scripts),
    writes: ruling(asking, prefix.value === '' || isTrue(exact.value) ? 'exact' : 'range', prefix, exact),
    days: ruling(asking, 0),
    elsewhere: ruling(asking, 'taken'),
    lockfile: ruling(asking, isTrue(unlocked.value) ? 'unused' : 'used', unlocked),
  };
}

/**
 * Bun runs scripts of packages on its own list, unless the root lists others. The waiting time exists since
 * 1.3: bun.com/blog/bun-v1.3
 */
function bunRules(asking: Asking): Rulings {
  const ask = asker(asking);
  const { place } = asking;
  const key = (name: string, since?: Version): Spelling => ({
    form: 'toml',
    key: name,
    ...(since && { since }),
  });
  const ignored = ask(key('ignoreScripts'));
  const exact = ask(key('exact'));
  const age = ask(key('minimumReleaseAge', '1.3.0'));
  const { trustedDependencies } = packageAt(place, place.workspace).manifest;
  const seconds = Number(age.value ?? 0);
  return {
    scripts: ruling(
      asking,
      isTrue(ignored.value) ? 'none' : trustedDependencies === undefined ? 'all' : 'named',
      ignored,
    ),
    writes: ruling(asking, isTrue(exact.value) ? 'exact' : 'range', exact),
    days: ruling(asking, Number.isNaN(seconds) ? 0 : seconds / (24 * 60 * 60), age),
    elsewhere: ruling(asking, 'fixed'),
    lockfile: ruling(asking, 'used'),
  };
}

/** Yarn's durations: minutes, or '7d'. */
function daysIn(value: unknown): number {
  const [, amount = '0', unit = 'm'] = /^([\d.]{1,12})\s*(ms|s|m|h|d|w)?$/.exec(String(value)) ?? [];
  return (
    Number(amount) * ({ ms: 1 / 86_400_000, s: 1 / 86_400, m: 1 / 1440, h: 1 / 24, d: 1, w: 7 }[unit] ?? 0)
  );
}
