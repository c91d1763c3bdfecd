import type { Catalogue } from '../plan/catalogue.js';
import { planNew } from '../plan/plan-new.js';
import type { Plan } from '../plan/plan.js';
import { priorIn } from '../repo/prior.js';
import { withHouseIgnore } from '../commit/house.js';
import { finishNew, refuseMissingTools, type Finished } from './finish.js';
import { secret } from './secret.js';
import type { Steps } from './pipeline.js';
import type { Request, Stated } from './request.js';

/** What `rampart new` brings to the pipeline. `finished` is filled by the last step. */
export function newSteps({
  stated,
  dir,
  catalogue,
  finished,
}: {
  readonly stated: Stated;
  readonly dir?: string;
  readonly catalogue: Catalogue;
  readonly finished: Finished;
}): Steps<Request> {
  const compose = ({ root, answers }: Request): Plan =>
    withHouseIgnore(planNew({ root, answers, catalogue, secret, prior: priorIn(root) }), 'absent');
  return {
    async ask(inquirer, run) {
      const { converse } = await import('./conversation.js');
      return converse({
        inquirer,
        io: run.io,
        stated,
        catalogue,
        mode: run.mode,
        compose,
        ...(dir !== undefined && { dir }),
      });
    },
    compose,
    prepare: refuseMissingTools,
    finish: (request, run) => finishNew({ request, io: run.io, finished }),
  };
}
