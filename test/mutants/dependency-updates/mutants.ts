import { mutant, remove, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

const dependabot = '.github/dependabot.yml';

export const mutants: readonly Mutant[] = [
  mutant('no robot', remove(dependabot)),
  mutant('no packages', swap(dependabot, 'package-ecosystem: npm', 'package-ecosystem: pip')),
  mutant('no actions', swap(dependabot, 'package-ecosystem: github-actions', 'package-ecosystem: gomod')),
  mutant(
    'versions of today',
    swap(
      dependabot,
      '    # Most malicious versions are removed within days. Security updates do not wait.\n' +
        '    cooldown:\n      default-days: 7\n',
      '',
    ),
  ),
];
