import type { PieceId } from '../define/words.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Catalogue } from './catalogue.js';

export interface AddRequest {
  readonly repo: DetectedRepo;
  readonly pieces: readonly PieceId[];
  readonly catalogue: Catalogue;
  /** Makes the development value of a secret. */
  readonly secret: (name: string) => string;
}
