import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { installPolicyOf } from '../subjects/install-policy.js';
import type { InstallPolicy, Ruling } from '../subjects/ruling.js';
import { inRepository, locksOf, specsOf, type Lock, type Locks } from '../subjects/lockfile.js';
import { packageAt } from '../subjects/package-at.js';
import { textsOf } from '../../own.js';
import { placeOf } from '../subjects/place.js';
import { unread } from '../unread.js';

interface Locked {
  readonly wanted: number;
  readonly locks: Locks;
  readonly policy: InstallPolicy;
}

export const packagesComeFromTheLockfile = onRepo<Locked>({
  id: 'packages-come-from-the-lockfile',
  question: 'Is every package in one lockfile, with its digest, from a registry and nowhere else?',
  exercise: async (repo) => {
    const place = placeOf(repo);
    return {
      wanted: specsOf(packageAt(place, place.prefix).manifest).length,
      locks: locksOf(place),
      policy: installPolicyOf(place),
    };
  },
  read: ({ wanted, locks, policy }) => {
    const { used, beside, unread: aside, wanted: where } = locks;
    if (used === undefined && wanted === 0 && beside.length === 0 && policy.trouble.length === 0)
      return [pass('there are no dependencies')];
    const inFile = locks.manager === 'bun' ? '' : ` in ${policy.elsewhere.file}`;
    const told = [
      ...lockFaults(locks),
      ...(used === undefined || used.unreadable !== undefined ? [] : contentFaults(used)),
      ...ruled(
        policy,
        'elsewhere',
        'taken',
        `may take packages from git and URLs, ${refusing[locks.manager]}${inFile}`,
      ),
      ...ruled(policy, 'lockfile', 'unused', 'is told to install without a lockfile'),
      ...policy.trouble.map(unread),
    ];
    const besides = aside.length === 0 ? '' : `; ${aside.join(' and ')} is read by nobody`;
    return verdictOf(
      told,
      pass(`${where} has ${used?.entries ?? 0} packages, each with its digest${besides}`, where),
    );
  },
});

/** The setting of each package manager that refuses packages from git and URLs. */
const refusing = {
  npm: 'refused by allow-git=none and allow-remote=none',
  pnpm: 'refused by blockExoticSubdeps: true',
  yarn: 'refused from Yarn 4.14 on by approvedGitRepositories: []',
  bun: 'it has no setting for it',
} as const;

function lockFaults({ manager, used, beside, unread: aside, wanted }: Locks): readonly Finding[] {
  const [other] = beside;
  if (used === undefined) {
    if (other !== undefined)
      return [fail(`${manager} uses ${wanted}, which is not there; it does not read ${other}`, other)];
    const [local] = aside;
    return local === undefined
      ? [fail('there is no lockfile', wanted)]
      : [
          fail(
            `there is no lockfile at the root of the workspace; ${manager} does not read ${local}`,
            wanted,
          ),
        ];
  }
  if (other !== undefined) return [fail(`there is a second lockfile, ${other}`, used.path)];
  if (used.ignored === 'yes') return [fail('git ignores the lockfile', used.path)];
  if (used.unreadable !== undefined) return [inconclusive(`the lockfile ${used.unreadable}`, used.path)];
  return [];
}

function contentFaults({ path, knows, missing, foreign, unverified }: Lock): readonly Finding[] {
  return [
    ...(knows === 'others' ? [fail('it was not made for this package: install again', path)] : []),
    ...(missing.length > 0 ? [fail(`does not know ${some(missing)}, which package.json wants`, path)] : []),
    ...(foreign.length > 0 ? [fail(`${some(foreign)} comes from no registry`, path)] : []),
    ...(unverified.length > 0 ? [fail(`${some(unverified)} has no digest`, path)] : []),
  ];
}

const some = (names: readonly string[]): string =>
  names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');

/** The finding for a wrong setting: a fault, or a doubt if it may be in effect or not. */
function ruled<K extends 'scripts' | 'writes' | 'elsewhere' | 'lockfile'>(
  policy: InstallPolicy,
  key: K,
  bad: InstallPolicy[K]['value'],
  what: string,
): readonly Finding[] {
  const ruling: Ruling<unknown> = policy[key];
  return ruling.value === bad ? [wrong(policy, ruling, what)] : [];
}

const wrong = ({ manager }: InstallPolicy, { vain, doubt, file }: Ruling<unknown>, what: string): Finding =>
  doubt === undefined ? fail(`${manager.name} ${what}${vain}`, file) : inconclusive(doubt, file);

interface Specs {
  readonly specs: readonly (readonly [name: string, spec: string])[];
  readonly policy: InstallPolicy;
}

const exact = /^(?:npm:@?[^@]+@)?(?:=\s*)?v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

export const versionsAreExact = onRepo<Specs>({
  id: 'versions-are-exact',
  question: 'Does package.json name exact versions, and will it for what is added?',
  exercise: async (repo) => {
    const place = placeOf(repo);
    const { dependencies, devDependencies } = packageAt(place, place.prefix).manifest;
    return {
      specs: Object.entries({ ...textsOf(devDependencies), ...textsOf(dependencies) }),
      policy: installPolicyOf(place),
    };
  },
  read: ({ specs, policy }) => {
    const loose = specs.filter(([, spec]) => !exact.test(spec) && !inRepository.test(spec));
    const [first] = loose;
    return verdictOf(
      [
        ...(first === undefined
          ? []
          : [
              fail(
                `${loose.length} of ${specs.length} versions are ranges, such as ${first.join(' ')}`,
                'package.json',
              ),
            ]),
        ...ruled(policy, 'writes', 'range', 'will write the next one as a range'),
        ...policy.trouble.map(unread),
      ],
      pass(`${specs.length} versions are exact, and the next will be`),
    );
  },
});

export const installingRunsNoScripts = onRepo<InstallPolicy>({
  id: 'installing-runs-no-scripts',
  question: 'Does installing run no script of a dependency, or only those that were named?',
  exercise: async (repo) => installPolicyOf(placeOf(repo)),
  read: (policy) =>
    verdictOf(
      [
        ...ruled(policy, 'scripts', 'all', 'runs whatever script a dependency brings'),
        ...policy.trouble.map(unread),
      ],
      pass(
        policy.scripts.value === 'none'
          ? 'no install script runs'
          : 'only install scripts that were named run',
        policy.scripts.file,
      ),
    ),
});

const week = 7;

export const waitsAWeekForVersions = onRepo<InstallPolicy>({
  id: 'waits-a-week-for-versions',
  question: 'Is no version installed that is younger than a week?',
  exercise: async (repo) => installPolicyOf(placeOf(repo)),
  read: (policy) => {
    const { manager, days } = policy;
    const age =
      days.value === 0 ? 'versions of this minute' : `versions of ${Number(days.value.toFixed(2))} days`;
    return verdictOf(
      [...(days.value >= week ? [] : [wrong(policy, days, `takes ${age}`)]), ...policy.trouble.map(unread)],
      pass(`${manager.name} takes versions that are ${Math.floor(days.value)} days old or older`, days.file),
    );
  },
});
