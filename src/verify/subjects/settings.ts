import type { Repo } from '../../repo/repo.js';

/** The settings of one environment, from --env-file. Probes never report their values. */
export interface Settings {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** The file names, as given. */
  readonly files: readonly string[];
  readonly repo: Repo;
}
