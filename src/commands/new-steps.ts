import { join } from 'node:path';
import { kindAt } from '../read-file.js';
import { standingOf } from '../repo/standing.js';
import { readText } from '../repo/tree.js';
import type { Catalogue } from '../plan/catalogue.js';
import { planNew } from '../plan/plan-new.js';
import type { Plan } from '../plan/plan.js';
import { priorIn } from '../repo/prior-in.js';
import { withStateIgnored } from '../commit/state-folder.js';
import { finishNew, refuseMissingTools, type Finished } from './finish.js';
import { secret } from './secret.js';
import type { Steps } from './pipeline.js';
import type { Request, Stated } from './request.js';

/** The steps of `rampart new` in the pipeline. The last step fills `finished`. */
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
  const compose = ({ root, answers, git }: Request): Plan => {
    const { top, within } = standingOf(root, git, answers.packageManager);
    const plan = planNew({
      root,
      answers: within === undefined ? answers : { ...answers, within },
      catalogue,
      secret,
      prior: priorIn(root),
      top,
      above: (path) => {
        const text = readText(top, path);
        return typeof text === 'string' ? text : kindAt(join(top, path)) === 'absent' ? undefined : 'unread';
      },
    });
    return withStateIgnored(plan, plan.service === undefined ? 'absent' : 'look');
  };
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
    finish: (request, run) =>
      finishNew({ request, io: run.io, finished, root: run.plan?.root ?? request.root }),
  };
}
