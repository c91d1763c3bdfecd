import type { Trouble } from '../verify/trouble.js';

/** Something wrong with the run itself, not with a control. Each one is a finding: it is shown first, and the exit code is 2. */
export interface Problem {
  readonly kind: 'not-booted' | 'not-reached' | 'page-edited' | 'evidence-not-accepted';
  readonly because: string;
  /** The end of what a program or a file really said, oldest line first. */
  readonly said: readonly string[];
}

/** A boot or a look that was asked for and did not happen. */
export const problemOf = ({ of, because, said }: Trouble): Problem => ({
  kind: of === 'boot' ? 'not-booted' : 'not-reached',
  because,
  said,
});

/** How each kind begins its line. */
export const problemWords: Readonly<Record<Problem['kind'], string>> = {
  'not-booted': 'not booted',
  'not-reached': 'not reached',
  'page-edited': 'page edited by hand',
  'evidence-not-accepted': 'evidence not accepted',
};
