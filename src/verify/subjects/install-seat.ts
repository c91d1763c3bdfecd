import type { Layer } from './effective.js';
import type { UnusableFile } from './package-at.js';

/** A folder in which an install may be run, with the files of settings that are read there. */
export interface InstallSeat {
  readonly layers: readonly Layer[];
  readonly trouble: readonly UnusableFile[];
  /** The file in which a setting belongs. */
  readonly file: string;
}
