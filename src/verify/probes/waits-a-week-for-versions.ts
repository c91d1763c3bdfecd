import { onRepo, pass, verdictOf } from '../probe.js';
import { wrong } from '../probing/ruled.js';
import { installPolicyOf } from '../subjects/install-policy.js';
import { placeOf } from '../subjects/place.js';
import type { InstallPolicy } from '../subjects/ruling.js';
import { unread } from '../unread.js';

const week = 7;

export const waitsAWeekForVersions = onRepo<InstallPolicy>({
  id: 'waits-a-week-for-versions',
  question: 'Is no version installed that is younger than a week?',
  how:
    'Reads the minimum age of versions in the settings of the package manager. Less than seven days ' +
    'fails.',
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
