import type { Answers } from '../define/answers.js';
import type { PieceId } from '../define/words.js';
import type { Repo } from '../repo/repo.js';
import type { Catalogue } from './catalogue.js';

export interface AddRequest {
  readonly repo: Repo;
  readonly pieces: readonly PieceId[];
  readonly options: Answers['options'];
  readonly catalogue: Catalogue;
  /** Makes the development value of a secret. */
  readonly secret: (name: string) => string;
}
