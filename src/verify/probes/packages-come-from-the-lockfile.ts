import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { ruled } from '../probing/ruled.js';
import { installPolicyOf } from '../subjects/install-policy.js';
import { locksOf, specsOf, type Lock, type Locks } from '../subjects/lockfile.js';
import { packageAt } from '../subjects/package-at.js';
import { placeOf } from '../subjects/place.js';
import type { InstallPolicy } from '../subjects/ruling.js';
import { unread } from '../unread.js';

interface Locked {
  readonly wanted: number;
  readonly locks: Locks;
  readonly policy: InstallPolicy;
}

export const packagesComeFromTheLockfile = onRepo<Locked>({
  id: 'packages-come-from-the-lockfile',
  question: 'Is every package in one lockfile, with its digest, from a registry and nowhere else?',
  how:
    'Reads the lockfile and the settings of the package manager. No lockfile or two, a package ' +
    'without digest or from no registry, or an install without it fails.',
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
