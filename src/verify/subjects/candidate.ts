import type { Version } from '../../repo/versions.js';

export interface Candidate {
  readonly version: Version;
  readonly from: string;
}
