import type { Manager } from './manager.js';
import type { UnusableFile } from './package-at.js';

/** The effect of one setting, and the file that decides it. */
export interface Ruling<T> {
  readonly value: T;
  /** The file that decides, or should decide, relative to the package. */
  readonly file: string;
  /** Settings without effect, in brackets; '' if there are none. */
  readonly vain: string;
  /** Why the effect is unknown; undefined if it is known. */
  readonly doubt: string | undefined;
}

/** What the package manager really does when it installs this package, whatever the files say. */
export interface InstallPolicy {
  readonly manager: Manager;
  /** Which install scripts of dependencies run: none, named ones, or all. */
  readonly scripts: Ruling<'none' | 'named' | 'all'>;
  /** How a new dependency is written into package.json. */
  readonly writes: Ruling<'exact' | 'range'>;
  /** The age in days that a version must have. */
  readonly days: Ruling<number>;
  /** Packages from git and URLs. 'fixed': this package manager has no setting for it. */
  readonly elsewhere: Ruling<'refused' | 'taken' | 'fixed'>;
  /** Whether an install uses the lockfile. */
  readonly lockfile: Ruling<'used' | 'unused'>;
  /** Settings files that matter but could not be read. */
  readonly trouble: readonly UnusableFile[];
}

export type Rulings = Pick<InstallPolicy, 'scripts' | 'writes' | 'days' | 'elsewhere' | 'lockfile'>;
