import type { Repo } from '../../repo/repo.js';

/** The settings of one environment, as the user handed them over by --env-file. Values never leave the probes. */
export interface Settings {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Names of the files, as they were given. */
  readonly files: readonly string[];
  readonly repo: Repo;
}
