import type { Version } from './versions.js';

export interface Candidate {
  readonly version: Version;
  readonly from: string;
}
