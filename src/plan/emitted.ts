import type { Owner } from '../define/manifest.js';

/** One file of a composed service. */
export interface Emitted {
  readonly path: string;
  readonly text: string;
  readonly owner: Owner;
  readonly mode?: number;
  readonly privacy?: 'secret';
}
