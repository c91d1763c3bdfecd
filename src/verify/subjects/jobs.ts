import { posix } from 'node:path';
import { recordOrNone, textOf, inFolder } from './package-at.js';
import type { Place } from './place.js';
import { documentAt, workflowsOf, type Job, type WorkflowStep, type Workflow } from './workflows.js';

/** The jobs of a workflow, with those of the repository's workflows that it calls. */
export function jobsOf(workflow: Workflow, place: Place, depth = 3): readonly Job[] {
  return workflow.jobs.flatMap((job) => {
    const called = workflowsOf(place).read.find(({ path }) => job.uses === `./${path}`);
    return called === undefined || depth === 0 || job.counts !== 'yes'
      ? [job]
      : [job, ...jobsOf(called, place, depth - 1)];
  });
}

/** The steps of a job, with those of the repository's actions that it uses. */
export const stepsOf = (job: Job, place: Place, depth = 3): readonly WorkflowStep[] =>
  job.steps.flatMap((step) => {
    const own = depth === 0 ? undefined : ownAction(step, place);
    if (own === undefined) return [step];
    const steps = own.steps.map((each) => ({
      ...each,
      counts: step.counts === 'yes' ? each.counts : step.counts,
    }));
    return [step, ...stepsOf({ ...job, steps }, place, depth - 1)];
  });

export interface OwnAction {
  readonly path: string;
  readonly steps: readonly WorkflowStep[];
}

/** The action of the repository that a step uses: `uses: ./.github/actions/setup`, relative to the top. */
function ownAction({ uses }: WorkflowStep, place: Place): OwnAction | undefined {
  if (uses?.startsWith('./') !== true) return undefined;
  const folder = posix.join('.', uses);
  if (folder.startsWith('..')) return undefined;
  return actionIn(folder === '.' ? '' : folder.replace(/\/$/, ''), place);
}

function actionIn(folder: string, place: Place): OwnAction | undefined {
  const path = ['action.yml', 'action.yaml']
    .map((name) => inFolder(folder, name))
    .find((each) => place.read(each).state === 'read');
  return path === undefined ? undefined : actionAt(path, place);
}

/** Reads a composite action. Its steps run in the folder of the workflow that uses it. */
function actionAt(path: string, place: Place): OwnAction | undefined {
  const found = documentAt(place, path);
  if ('why' in found) return undefined;
  const steps = recordOrNone(found.document['runs'])?.['steps'];
  return {
    path,
    steps: (Array.isArray(steps) ? (steps as readonly unknown[]) : []).flatMap(
      (step): readonly WorkflowStep[] => {
        const record = recordOrNone(step);
        if (record === undefined) return [];
        const [uses, run] = [textOf(record['uses']), textOf(record['run'])];
        return [
          {
            ...(uses !== undefined && { uses }),
            ...(run !== undefined && { run }),
            with: recordOrNone(record['with']) ?? {},
            folder: textOf(record['working-directory']) ?? '',
            counts: 'yes',
          },
        ];
      },
    ),
  };
}

/** Actions in the repository: all of those at the top, and those in subfolders that a workflow uses. */
export function ownActions(place: Place): readonly OwnAction[] {
  const listed =
    place.prefix === ''
      ? place.repo.files.filter((path) => /^\.github\/actions\/.+\/action\.ya?ml$|^action\.ya?ml$/.test(path))
      : [];
  const used = workflowsOf(place).read.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => job.steps.flatMap((step) => ownAction(step, place)?.path ?? [])),
  );
  return [...new Set([...listed, ...used])].flatMap((path) => actionAt(path, place) ?? []);
}
