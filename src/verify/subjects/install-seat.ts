import type { Layer } from './effective.js';
import type { UnusableFile } from './package-at.js';

/** A folder where an install may run, and the settings files read there. */
export interface InstallSeat {
  readonly layers: readonly Layer[];
  readonly trouble: readonly UnusableFile[];
  /** The file where a setting should be written. */
  readonly file: string;
}
