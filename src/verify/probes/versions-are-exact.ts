import { textsOf } from '../../own.js';
import { fail, onRepo, pass, verdictOf } from '../probe.js';
import { ruled } from '../probing/ruled.js';
import { installPolicyOf } from '../subjects/install-policy.js';
import { inRepository } from '../subjects/lockfile.js';
import { packageAt } from '../subjects/package-at.js';
import { placeOf } from '../subjects/place.js';
import type { InstallPolicy } from '../subjects/ruling.js';
import { unread } from '../unread.js';

interface Specs {
  readonly specs: readonly (readonly [name: string, spec: string])[];
  readonly policy: InstallPolicy;
}

const exact = /^(?:npm:@?[^@]+@)?(?:=\s*)?v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

export const versionsAreExact = onRepo<Specs>({
  id: 'versions-are-exact',
  question: 'Does package.json name exact versions, and will it for what is added?',
  how:
    'Reads package.json and the settings of the package manager. A range as a version, or a manager ' +
    'that will write ranges, fails.',
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
