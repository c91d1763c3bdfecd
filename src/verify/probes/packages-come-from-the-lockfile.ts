import { onRepo, pass, verdictOf } from '../probe.js';
import { contentFaults, lockFaults } from '../probing/lock-faults.js';
import { ruled } from '../probing/ruled.js';
import { installPolicyOf } from '../subjects/install-policy.js';
import { locksOf, specsOf, type Locks } from '../subjects/lockfile.js';
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
