import { realpathSync } from 'node:fs';
import { once } from '../../once.js';
import { gitChanges, type Changes } from './changes.js';
import { historyOf, mostCommits, type History } from './history.js';
import { ignoredOf, type Rules } from './ignored.js';
import type { GitListed } from './listing.js';
import { lookAt, patient, type AskPrivately, type Look } from './look.js';
import { no, andThen, yes, type Told } from './told.js';

/**
 * folder -> where its repository lies -> its settings, as text -> a private repository over its objects ->
 * git -> an answer
 *
 * What git knows about a folder. Nothing that the repository's own settings name is started, nothing is
 * fetched, nothing is written. All of it is lazy: where nothing is asked, git is not started. Paths are
 * POSIX and relative to the folder.
 */
export interface Git {
  readonly state: 'used' | 'not-a-repository' | 'could-not-be-read';
  /** Why it could not be read; '' otherwise. */
  readonly because: string;
  /** Absolute and real: the top of the repository; the folder itself where none is used. */
  readonly top: string;
  /** The folder below the top: 'services/api'; '' at the top. */
  readonly prefix: string;
  /** Id of the commit that HEAD names; undefined before the first one, and where it cannot be known. */
  readonly head: string | undefined;
  /** Whether all of the history is here. */
  readonly depth: 'whole' | 'shallow' | 'partial';
  /** The files that git would show in a commit of everything. */
  listing(): Told<readonly GitListed[]>;
  tracked(): Told<readonly string[]>;
  /** Those of the paths that git would not add. They need not exist; one that is tracked is not ignored. */
  ignored(paths: readonly string[], rules: Rules): Told<ReadonlySet<string>>;
  /**
   * Every name that was ever added, relative to the top; no answer where only a part of the history is here
   * or was read.
   */
  history(): Told<History>;
  /** The same as far as it goes: what is found in a part is found. */
  knownHistory(): Told<History>;
  /** Whether this commit is among the objects that are here. */
  hasCommit(id: string): Told<'yes' | 'no'>;
  /** Those of the paths that differ from the last commit, are staged or untracked. None outside of a repository. */
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
    get depth() {
      return seen(({ depth }) => depth, 'whole' as const);
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
    hasCommit: (id) =>
      inside(({ ask }) =>
        ask((git) =>
          andThen(git(['rev-parse', '--quiet', '--verify', `${id}^{commit}`], { accept: 1 }), (bytes) =>
            yes(bytes.length > 0 ? 'yes' : 'no'),
          ),
        ),
      ),
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
