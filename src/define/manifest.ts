import type { Answers } from './answers.js';
import type { Layout } from './layout.js';

/**
 * Who keeps a file: we wrote it whole, we merge keys or lines into it, or we inserted statements into the
 * user's file.
 */
export type Owner = 'owned' | 'assembled' | 'wired';

/** rampart.json in the user's repo. Pristine texts lie in .rampart/base.json. */
export interface Manifest {
  readonly rampart: string; // version of the generator
  /** 'add': the pieces joined a repo that rampart did not make. Absent: rampart made the whole service. */
  readonly origin?: 'add';
  readonly answers: Answers;
  readonly layout: Layout;
  readonly files: Readonly<Record<string, { readonly owner: Owner; readonly sha256: string }>>;
}

export const manifestPath = 'rampart.json';
export const basePath = '.rampart/base.json';
