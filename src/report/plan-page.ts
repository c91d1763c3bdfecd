import type { FileChange } from '../commit/commit-file.js';
import { statusPath, type PageLook } from './page-state.js';

/** What is known of a run before it writes. */
export interface PagePlan {
  readonly root: string;
  readonly wanted: 'always' | 'where ours' | 'never';
  /** 'ours': rampart made this repository. */
  readonly made: 'ours' | 'theirs';
  /** The controls that the run was for; empty: all. */
  readonly only: readonly string[];
  readonly found: Pick<PageLook, 'state'>;
  readonly text: () => string;
}

/** The page of a repository, as a change; undefined where the run is to leave it as it is. Pure. */
export function planPage({ root, wanted, made, only, found, text }: PagePlan): FileChange | undefined {
  // A run for some controls would make a page that forgets the others.
  if (wanted === 'never' || only.length > 0) return undefined;
  if (wanted === 'where ours' && made === 'theirs') return undefined;
  if (found.state === 'theirs') return undefined;
  return { root, path: statusPath, text: text(), state: `${statusPath} is as it was.` };
}
