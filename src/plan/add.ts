import type { Answers } from '../define/answers.js';
import type { PieceId } from '../define/words.js';
import type { Repo } from '../repo/repo.js';
import type { Refusal } from '../wire/refusal.js';
import { addToRepo } from './add-repo.js';
import { addToService } from './add-service.js';
import type { Catalogue } from './catalogue.js';
import type { Plan } from './plan.js';

export interface AddRequest {
  readonly repo: Repo;
  readonly pieces: readonly PieceId[];
  readonly options: Answers['options'];
  readonly catalogue: Catalogue;
  /** Makes the development value of a secret. */
  readonly secret: (name: string) => string;
}

/** The plan that brings pieces to a repo, or why there is none. Pure, but for the secrets that it is given. */
export const planAdd = (request: AddRequest): Plan | Refusal => {
  const { manifest } = request.repo;
  return manifest !== undefined && manifest.origin === undefined
    ? addToService(request, manifest)
    : addToRepo(request);
};
