import { realpathSync } from 'node:fs';
import { once } from '../../once.js';
import { gitChanges, type Changes } from './changes.js';
import { historyOf, mostCommits, type History } from './history.js';
import { ignoredOf, type Rules } from './ignored.js';
import type { GitListed } from './listing.js';
import { lookAt, patient, type AskPrivately, type Look } from './look.js';
import { no, andThen, yes, type Told } from './told.js';

/**
 * What git knows about a folder:
 *
 *   folder -> its repository -> settings, read as text -> private repository -> git -> answer
 *
 * Starts no program that the repository's settings name, fetches nothing and writes nothing. Git starts only
 * when something is asked. Paths are POSIX and relative to the folder.
 */
export interface Git {
  readonly state: 'used' | 'not-a-repository' | 'could-not-be-read';
  /** Why the repository could not be read; '' if it could. */
  readonly because: string;
  /** The top of the repository, as an absolute real path; the folder itself if there is none. */
  readonly top: string;
  /** The folder relative to the top: 'services/api'; '' at the top. */
  readonly prefix: string;
  /** The id of HEAD's commit; undefined before the first commit, and if unknown. */
  readonly head: string | undefined;
  /** The files that git would include in a commit of everything. */
  listing(): Told<readonly GitListed[]>;
  tracked(): Told<readonly string[]>;
  /** Those of the paths that git would ignore. They need not exist; a tracked file is not ignored. */
  ignored(paths: readonly string[], rules: Rules): Told<ReadonlySet<string>>;
  /**
   * Every file name that was ever added, relative to the top. No answer if only a part of the history is here
   * or was read.
   */
  history(): Told<History>;
  /** The same, but a partial history is accepted: what is found in it was there. */
  knownHistory(): Told<History>;
  /** Those of the paths that differ from the last commit, are staged or untracked. None outside a repository. */
  changes(paths: readonly string[]): Told<Changes>;
}

export function openGit(root: string): Git {
  const found = once(() => lookAt(root));
  const inside = <T>(use: (look: Look) => Told<T>): Told<T> =>
    andThen(found(), (look) => (look === 'none' ? no(outside) : use(look)));
  const outsider = once(() => patient({ root: realpathSync(root), head: 'unborn' }));
  const anywhere = (): Told<AskPrivately> =>
    andThen(found(), (look) => yes(look === 'none' ? outsider() : look.ask));
  const part = once(() => inside((look) => look.ask((ask) => historyOf(look.place, ask))));
  const seen = <T>(take: (look: Look) => T, otherwise: T): T => {
    const look = found();
    return look.told === 'yes' && look.value !== 'none' ? take(look.value) : otherwise;
  };
  const trackedSet = once(() => seen(({ listing }) => new Set(trackedIn(listing)), new Set<string>()));
  return {
    get state() {
      return found().told === 'no'
        ? 'could-not-be-read'
        : seen(() => 'used' as const, 'not-a-repository' as const);
    },
    get because() {
      const look = found();
      return look.told === 'no' ? look.because : '';
    },
    get top() {
      return seen(({ place }) => place.top, root);
    },
    get prefix() {
      return seen(({ place }) => place.prefix, '');
    },
    get head() {
      return seen(
        ({ head }) => (head.told === 'yes' && head.value !== 'unborn' ? head.value : undefined),
        undefined,
      );
    },
    listing: () => inside(({ listing }) => yes(listing)),
    tracked: () => inside(({ listing }) => yes(trackedIn(listing))),
    ignored: (paths, rules) =>
      andThen(
        andThen(anywhere(), (ask) => ask((git) => ignoredOf(paths, rules, git))),
        (ignored) => yes(new Set([...ignored].filter((path) => !trackedSet().has(path)))),
      ),
    history: () => inside((look) => andThen(part(), (read) => wholeOf(look, read))),
    knownHistory: () => andThen(part(), ({ history }) => yes(history)),
    changes: (paths) => {
      const look = found();
      if (look.told === 'yes' && look.value === 'none') return yes({ changed: [], unknown: [] });
      return inside(({ ask, place }) => ask((git) => gitChanges(paths, place.prefix, git)));
    },
  };
}

const trackedIn = (listing: readonly GitListed[]): readonly string[] =>
  listing.filter(({ state }) => state !== 'untracked').map(({ path }) => path);

const outside = 'the folder is in no git repository';

function wholeOf(
  { depth, head }: Look,
  { history, extent }: { readonly history: History; readonly extent: 'whole' | 'newest' },
): Told<History> {
  if (head.told === 'no') return no(`its history could not be read: ${head.because}`);
  if (depth === 'shallow')
    return no('the clone is shallow: older commits are not here (git fetch --unshallow)');
  if (depth === 'partial') return no('the clone is partial: some of its history was left on the server');
  if (extent === 'newest') return no(`only the newest ${mostCommits} commits were read`);
  return yes(history);
}
