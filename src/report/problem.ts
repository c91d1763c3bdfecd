import type { NotAccepted } from '../evidence/believed.js';
import type { Trouble } from '../verify/trouble.js';
import type { PageLook } from './page-state.js';

/**
 * Something wrong with the run itself, not with a control. Each one is a finding: it is shown first, and
 * the exit code is 2.
 */
export interface Problem {
  readonly kind: 'not-booted' | 'not-reached' | 'page-not-believed' | 'evidence-not-accepted';
  readonly because: string;
  /** The end of what a program or a file really said, oldest line first. */
  readonly said: readonly string[];
}

/**
 * What was asked for and did not happen; a page that was edited; evidence that was handed over and does not
 * count.
 */
export const problemsOf = ({ troubles, page, notAccepted }: Sources): readonly Problem[] => [
  ...troubles.map(({ of, because, said }) =>
    problem(of === 'boot' ? 'not-booted' : 'not-reached', because, said),
  ),
  ...page.problems.map((because) => problem('page-not-believed', because)),
  ...notAccepted
    .filter(({ of }) => of === 'handed')
    .map(({ what, because }) => problem('evidence-not-accepted', `${what}: ${because}`)),
];

interface Sources {
  readonly troubles: readonly Trouble[];
  readonly page: Pick<PageLook, 'problems'>;
  readonly notAccepted: readonly NotAccepted[];
}

const problem = (kind: Problem['kind'], because: string, said: readonly string[] = []): Problem => ({
  kind,
  because,
  said,
});

/** How each kind begins its line. */
export const problemWords: Readonly<Record<Problem['kind'], string>> = {
  'not-booted': 'not booted',
  'not-reached': 'not reached',
  'page-not-believed': 'page not believed',
  'evidence-not-accepted': 'evidence not accepted',
};
