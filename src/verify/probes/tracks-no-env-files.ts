import { posix } from 'node:path';
import type { History } from '../../repo/git/history.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { isSettings } from '../probing/env-files.js';

interface Tracked {
  readonly tracked: readonly string[];
  /** Files that were in git once, or are on another branch; relative to the folder. */
  readonly added: readonly { readonly path: string; readonly commit: string }[];
  /** How far the search went, for the text of a pass. */
  readonly seen: string;
  /** Why the search is incomplete; '' if it is complete. */
  readonly unseen: string;
}

export const tracksNoEnvFiles = onRepo<Tracked>({
  id: 'tracks-no-env-files',
  question: 'Is no file of real settings tracked by git, now or in its history?',
  how:
    'Asks git for its tracked files and its history. A file of real settings that is tracked, or once ' +
    'was, fails.',
  exercise: async ({ git }) => {
    const [tracked, known, whole] = [git.tracked(), git.knownHistory(), git.history()];
    const now = tracked.told === 'yes' ? tracked.value.filter(isSettings) : [];
    const old = known.told === 'yes' ? known.value.added.filter(({ path }) => isSettings(path)) : [];
    const mine = old.flatMap(({ path, commit }) => {
      const own = seenFrom(git.prefix, path);
      return own === undefined || now.includes(own) ? [] : [[own, commit] as const];
    });
    return {
      tracked: now,
      added: [...new Map(mine)].map(([path, commit]) => ({ path, commit })),
      seen: whole.told === 'yes' ? extentOf(whole.value) : '',
      unseen: [tracked, whole].flatMap((each) => (each.told === 'no' ? [each.because] : []))[0] ?? '',
    };
  },
  read: ({ tracked, added, seen, unseen }) => {
    const found = [
      ...tracked.map((path) =>
        fail(`${path} is tracked: run git rm --cached ${path}, and change every secret in it`, path),
      ),
      ...added.map(({ path, commit }) =>
        fail(
          `${path} is in the history (commit ${commit.slice(0, 10)}): change every secret that it held`,
          path,
        ),
      ),
    ];
    if (found.length === 0 && unseen !== '') return [inconclusive(unseen)];
    return verdictOf(found, pass(`no settings file is tracked, nor was one added in ${seen}`));
  },
});

const extentOf = ({ commits }: History): string =>
  commits === 0
    ? 'a history that has no commit yet'
    : `${commits} ${commits === 1 ? 'commit' : 'commits'} (all that ` +
      'branches, tags, stashes and worktrees reach, as git records them)';

/**
 * A path of the repository relative to the folder, if it is in the folder or directly in a folder above;
 * undefined for other services' files.
 */
function seenFrom(prefix: string, path: string): string | undefined {
  const folder = posix.dirname(path);
  const isAbove = folder === '.' || `${prefix}/`.startsWith(`${folder}/`);
  return isAbove || prefix === '' || path.startsWith(`${prefix}/`) ? posix.relative(prefix, path) : undefined;
}
