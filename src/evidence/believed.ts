import type { Evidence } from '../verify/evidence.js';

import type { KeptBefore } from './kept.js';
import type { Said } from './statement.js';

/** Evidence from another machine, signed by a trusted key for exactly this commit. */
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
  /** 'handed': given by an option, so rejecting it is a finding; 'part': some results of it. */
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
  /** All evidence that counts, kept or signed. */
  readonly evidence: readonly Evidence[];
  /** Statements of persons, kept or signed, including expired ones. */
  readonly said: readonly Said[];
  readonly accepted: readonly AcceptedBundle[];
  readonly notAccepted: readonly NotAccepted[];
}

/** No evidence except that of this run. */
export const nothingBelieved: Believed = {
  kept: { evidence: [], pages: [], statements: [] },
  evidence: [],
  said: [],
  accepted: [],
  notAccepted: [],
};
