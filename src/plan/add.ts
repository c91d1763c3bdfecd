import type { Refusal } from '../wire/refusal.js';
import { addToRepo } from './add-repo.js';
import type { AddRequest } from './add-request.js';
import { addToService } from './add-service.js';
import type { Plan } from './plan.js';

/** The plan that brings pieces to a repo, or why there is none. Pure, but for the secrets that it is given. */
export const planAdd = (request: AddRequest): Plan | Refusal => {
  const { manifest } = request.repo;
  return manifest !== undefined && manifest.origin === undefined
    ? addToService(request, manifest)
    : addToRepo(request);
};
