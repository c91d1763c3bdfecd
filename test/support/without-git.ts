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
  depth: 'whole',
  listing: () => nothing,
  tracked: () => nothing,
  ignored: () => nothing,
  history: () => nothing,
  knownHistory: () => nothing,
  hasCommit: () => nothing,
  changes: () => yes({ changed: [], unknown: [] }),
};
