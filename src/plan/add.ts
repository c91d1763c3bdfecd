import type { Refusal } from '../wire/refusal.js';
import { addToRepo } from './add-repo.js';
import type { AddRequest } from './add-request.js';
import { addToService } from './add-service.js';
import type { Plan } from './plan.js';

/** Plans how to add pieces to a repo, or says why it cannot. Pure, apart from the secrets that it is given. */
export const planAdd = (request: AddRequest): Plan | Refusal => {
  const { manifest } = request.repo;
  return manifest !== undefined && manifest.origin === undefined
    ? addToService(request, manifest)
    : addToRepo(request);
};
