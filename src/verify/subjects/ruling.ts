import type { Manager } from './manager.js';
import type { UnusableFile } from './package-at.js';

/** What one setting comes to, and the file that decides it. */
export interface Ruling<T> {
  readonly value: T;
  /** The file that decides, or should: as somebody sees it who stands in the package. */
  readonly file: string;
  /** What was written to no effect, in brackets; else ''. */
  readonly vain: string;
  /** Why it cannot be told; undefined where it can. */
  readonly doubt: string | undefined;
}

/**
 * What the package manager does when it installs this package: not what stands in a file, but what the tool
 * makes of it.
 */
export interface InstallPolicy {
  readonly manager: Manager;
  /** Install scripts of dependencies: none, those that were named, or all. */
  readonly scripts: Ruling<'none' | 'named' | 'all'>;
  /** How a new dependency is written into package.json. */
  readonly writes: Ruling<'exact' | 'range'>;
  /** Days that a version must be old. */
  readonly days: Ruling<number>;
  /** Packages from git and from URLs. 'fixed': this package manager has no setting for it. */
  readonly elsewhere: Ruling<'refused' | 'taken' | 'fixed'>;
  /** Whether an install looks into the lockfile. */
  readonly lockfile: Ruling<'used' | 'unused'>;
  /** Files that count and could not be read. */
  readonly trouble: readonly UnusableFile[];
}

export type Rulings = Pick<InstallPolicy, 'scripts' | 'writes' | 'days' | 'elsewhere' | 'lockfile'>;
