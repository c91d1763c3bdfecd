import type { NotAccepted } from '../evidence/believed.js';
import type { Trouble } from '../verify/trouble.js';
import type { PageLook } from './page-state.js';

/** Something wrong with the run itself, not with a control. Each is shown first, and makes the exit code 2. */
export interface Problem {
  readonly kind: 'not-booted' | 'not-reached' | 'page-not-believed' | 'evidence-not-accepted';
  readonly because: string;
  /** The last lines that a program or a file really said, oldest first. */
  readonly said: readonly string[];
}

/** Things that were asked for and failed, an edited page, and evidence from an option that does not count. */
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

/** How the line of each kind begins. */
export const problemWords: Readonly<Record<Problem['kind'], string>> = {
  'not-booted': 'not booted',
  'not-reached': 'not reached',
  'page-not-believed': 'page not believed',
  'evidence-not-accepted': 'evidence not accepted',
};
