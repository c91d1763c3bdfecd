import type { Evidence } from '../verify/evidence.js';

import type { KeptBefore } from './kept.js';
import type { Said } from './statement.js';

/** Evidence of another machine that a trusted key signed for this very commit. */
export interface AcceptedBundle {
  readonly what: string;
  readonly by: string;
  readonly at: string;
  readonly commit: string;
  readonly environment: string;
  readonly url: string | null;
  readonly results: number;
}

export interface NotAccepted {
  /** 'handed': somebody asked for it by option, so that it is a finding; 'part': some results of it. */
  readonly of: 'kept' | 'brought' | 'handed' | 'part';
  readonly what: string;
  readonly because: string;
}

/**
 * Evidence from earlier runs and other machines, and why some does not count:
 *
 *   kept on this machine ------ code of its key fits --------------\
 *   handed over (--evidence) -- a trusted key, this very commit ----+--> believed
 *   brought by the repository ------------------------------------------> never
 */
export interface Believed {
  readonly kept: KeptBefore;
  /** All that counts, kept or signed. */
  readonly evidence: readonly Evidence[];
  /** What persons say, kept or signed; also what has run out. */
  readonly said: readonly Said[];
  readonly accepted: readonly AcceptedBundle[];
  readonly notAccepted: readonly NotAccepted[];
}

/** No evidence but that of this run. */
export const nothingBelieved: Believed = {
  kept: { evidence: [], pages: [], statements: [] },
  evidence: [],
  said: [],
  accepted: [],
  notAccepted: [],
};
