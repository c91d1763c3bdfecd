import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { packageJson } from '../subjects/facts.js';
import { installPolicyOf, type InstallPolicy } from '../subjects/install-policy.js';
import { locksOf, specsOf, type Lock } from '../subjects/lockfile.js';

interface Locked {
  readonly wanted: number;
  readonly locks: readonly Lock[];
  readonly policy: InstallPolicy;
}

export const packagesComeFromTheLockfile = onRepo<Locked>({
  id: 'packages-come-from-the-lockfile',
  question: 'Is every package in one lockfile, with its digest, from a registry and nowhere else?',
  exercise: async (repo) => ({
    wanted: specsOf(packageJson(repo)).length,
    locks: locksOf(repo),
    policy: installPolicyOf(repo),
  }),
  read: ({ wanted, locks, policy }) => {
    const [lock, other] = locks;
    if (lock === undefined)
      return wanted === 0
        ? [pass('there are no dependencies')]
        : [fail('there is no lockfile', 'package.json')];
    if (other !== undefined) return [fail(`there is a second lockfile, ${other.path}`, lock.path)];
    if (lock.ignored === 'yes') return [fail('git ignores the lockfile', lock.path)];
    if (lock.state === 'unreadable') return [inconclusive('the lockfile could not be read', lock.path)];
    const some = (names: readonly string[]): string =>
      names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
    return verdictOf(
      [
        ...(lock.missing.length > 0
          ? [fail(`does not know ${some(lock.missing)}, which package.json wants`, lock.path)]
          : []),
        ...(lock.foreign.length > 0 ? [fail(`${some(lock.foreign)} comes from no registry`, lock.path)] : []),
        ...(lock.unverified.length > 0 ? [fail(`${some(lock.unverified)} has no digest`, lock.path)] : []),
        ...(policy.elsewhere === 'taken'
          ? [fail(`${policy.manager} may take packages from git and URLs`, policy.file)]
          : []),
      ],
      pass(`${lock.path} has ${lock.entries} packages, each with its digest`),
    );
  },
});

interface Specs {
  readonly specs: readonly (readonly [name: string, spec: string])[];
  readonly policy: InstallPolicy;
}

const exact = /^(?:npm:@?[^@]+@)?v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const inRepository = /^(?:workspace|file|link|portal|catalog):/;

export const versionsAreExact = onRepo<Specs>({
  id: 'versions-are-exact',
  question: 'Does package.json name exact versions, and will it for what is added?',
  exercise: async (repo) => {
    const { dependencies = {}, devDependencies = {} } = packageJson(repo);
    return { specs: Object.entries({ ...devDependencies, ...dependencies }), policy: installPolicyOf(repo) };
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
        ...(policy.writes === 'exact'
          ? []
          : [fail(`${policy.manager} will write the next one as a range`, policy.file)]),
      ],
      pass(`${specs.length} versions are exact, and the next will be`),
    );
  },
});

export const installingRunsNoScripts = onRepo<InstallPolicy>({
  id: 'installing-runs-no-scripts',
  question: 'Does installing run no script of a dependency, or only those that were named?',
  exercise: async (repo) => installPolicyOf(repo),
  read: ({ manager, file, scripts }) =>
    scripts === 'all'
      ? [fail(`${manager} runs whatever script a dependency brings`, file)]
      : [
          pass(
            scripts === 'none' ? 'no install script runs' : 'only install scripts that were named run',
            file,
          ),
        ],
});

const week = 7;

export const waitsAWeekForVersions = onRepo<InstallPolicy>({
  id: 'waits-a-week-for-versions',
  question: 'Is no version installed that is younger than a week?',
  exercise: async (repo) => installPolicyOf(repo),
  read: ({ manager, file, days }) =>
    days >= week
      ? [pass(`${manager} takes versions that are ${Math.floor(days)} days old or older`, file)]
      : [
          fail(
            `${manager} takes ${days === 0 ? 'versions of this minute' : `versions of ${days} days`}`,
            file,
          ),
        ],
});
