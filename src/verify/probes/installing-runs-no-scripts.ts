import { onRepo, pass, verdictOf } from '../probe.js';
import { ruled } from '../probing/ruled.js';
import { installPolicyOf } from '../subjects/install-policy.js';
import { placeOf } from '../subjects/place.js';
import type { InstallPolicy } from '../subjects/ruling.js';
import { unread } from '../unread.js';

export const installingRunsNoScripts = onRepo<InstallPolicy>({
  id: 'installing-runs-no-scripts',
  question: 'Does installing run no script of a dependency, or only those that were named?',
  how:
    'Reads the settings of the package manager, and how CI and images install. If the install scripts ' +
    'of every dependency run, that fails.',
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
