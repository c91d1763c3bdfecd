import type { Git } from '../../src/repo/git/git.js';
import { no, yes } from '../../src/repo/git/told.js';

const nothing = no('there is no repository');

/** A Git for texts that are not on a disk. */
export const withoutGit: Git = {
  state: 'not-a-repository',
  because: '',
  top: '',
  prefix: '',
  head: undefined,
  listing: () => nothing,
  tracked: () => nothing,
  ignored: () => nothing,
  history: () => nothing,
  knownHistory: () => nothing,
  changes: () => yes({ changed: [], unknown: [] }),
};
