import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { placeOf } from '../subjects/place.js';
import { robotOf, unsharedRobot, type Robot } from '../subjects/update-robots.js';
import { workflowsOf } from '../subjects/workflows.js';
import { unread } from '../unread.js';

interface Transcript {
  readonly robot: Robot | undefined;
  /** Settings in the package, although that is not the top of the repository. */
  readonly stranded: string | undefined;
  /** Settings that git ignores. */
  readonly unshared?: string | undefined;
  readonly wanted: readonly (readonly string[])[];
  readonly assumed: string;
}

const week = 7;
const packages = ['npm', 'bun'];
const own =
  /^(?:\.github\/dependabot\.ya?ml|(?:\.git(?:hub|lab)\/)?renovate\.json5?|\.renovaterc(?:\.json5?)?)$/;

export const updatesComeLate = onRepo<Transcript>({
  id: 'updates-come-late',
  question: 'Does a robot propose updates of packages and actions, a week after they came out?',
  how:
    'Reads the settings of Dependabot or Renovate. No robot, an ecosystem without updates, or ' +
    'versions younger than a week fail.',
  exercise: async (repo) => {
    const place = placeOf(repo);
    const { read, broken, assumption: assumed } = workflowsOf(place);
    return {
      robot: robotOf(place),
      unshared: unsharedRobot(place),
      stranded: place.prefix === '' ? undefined : repo.files.find((path) => own.test(path)),
      assumed,
      wanted: [packages, ...(read.length + broken.length > 0 ? [['github-actions']] : [])],
    };
  },
  read: ({ robot, stranded, unshared, wanted, assumed }) => {
    if (robot === undefined && stranded === undefined && unshared !== undefined)
      return [fail(`git ignores ${unshared}, so no robot sees it`, unshared)];
    if (robot === undefined)
      return [
        stranded === undefined
          ? fail('no robot proposes updates: neither Dependabot nor Renovate is set up')
          : fail(
              `${stranded} is never read: robots read their settings only at the root of the repository`,
              stranded,
            ),
      ];
    const { path, entries, elsewhere, doubt, trouble } = robot;
    if (trouble.length > 0) return trouble.map(unread);
    const here = entries.filter(({ idle }) => idle === '');
    const other = elsewhere.length === 0 ? '' : ` here (it does for ${elsewhere.slice(0, 2).join(', ')})`;
    return verdictOf(
      [
        ...entries
          .filter(({ idle }) => idle !== '')
          .map(({ ecosystem, idle }) => fail(`proposes no updates for ${ecosystem}: ${idle}`, path)),
        ...wanted
          .filter((names) => !entries.some(({ ecosystem }) => names.includes(ecosystem)))
          .map(([name]) => fail(`proposes no updates for ${name}${other}`, path)),
        ...here
          .filter(({ days }) => days < week)
          .map(({ ecosystem, days }) =>
            doubt === undefined || days > 0
              ? fail(`proposes versions of ${ecosystem} that are ${days} days old`, path)
              : inconclusive(doubt, path),
          ),
        ...(doubt === undefined ? [] : [inconclusive(doubt, path)]),
      ],
      pass(
        `${path} proposes updates of ${here.map(({ ecosystem }) => ecosystem).join(', ')} a week late${assumed}`,
      ),
    );
  },
});
