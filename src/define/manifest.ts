import type { Answers } from './answers.js';
import type { Layout } from './layout.js';

/**
 * How a file is maintained: 'owned', rampart wrote all of it; 'assembled', keys or lines are merged; 'wired',
 * statements are inserted into the user's file.
 */
export type Owner = 'owned' | 'assembled' | 'wired';

/** rampart.json in the user's repo. The texts as written are in .rampart/base.json, compressed. */
export interface Manifest {
  readonly rampart: string; // version of the generator
  /** 'add': the pieces were added to a repo that rampart did not make. Absent: rampart made the service. */
  readonly origin?: 'add';
  readonly answers: Answers;
  readonly layout: Layout;
  readonly files: Readonly<Record<string, { readonly owner: Owner; readonly sha256: string }>>;
}

export const manifestPath = 'rampart.json';
export const basePath = '.rampart/base.json';
