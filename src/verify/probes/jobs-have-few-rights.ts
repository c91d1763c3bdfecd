import type { Finding } from '../../define/probe.js';
import { fail, onRepo, pass, verdictOf } from '../probe.js';
import { noWorkflow } from '../probing/no-workflow.js';
import { stepsOf } from '../subjects/jobs.js';
import { placeOf } from '../subjects/place.js';
import {
  workflowsOf,
  type Job,
  type Workflow,
  type Workflows,
  type WorkflowStep,
} from '../subjects/workflows.js';
import { unread } from '../unread.js';

interface Rights {
  readonly workflows: Workflows;
  /** The steps of each 'workflow job', including those of the repository's own actions. */
  readonly steps: Readonly<Record<string, readonly WorkflowStep[]>>;
}

export const jobsHaveFewRights = onRepo<Rights>({
  id: 'jobs-have-few-rights',
  question:
    'Has each job only the rights that it names, no credentials on disk, no text of strangers in its commands?',
  how:
    'Reads the jobs of the workflows. Unnamed or wide rights, no timeout, a token left on disk, or ' +
    'text of strangers in a command fails.',
  exercise: async (repo) => {
    const place = placeOf(repo);
    const workflows = workflowsOf(place);
    const steps = workflows.read.flatMap((workflow) =>
      workflow.jobs.map((job) => [whereOf(workflow, job), stepsOf(job, place)] as const),
    );
    return { workflows, steps: Object.fromEntries(steps) };
  },
  read: ({ workflows, steps }) =>
    workflows.read.length + workflows.broken.length === 0
      ? [noWorkflow(workflows)]
      : verdictOf(
          [
            ...workflows.read.flatMap((workflow) => faultsOf(workflow, steps)),
            ...workflows.broken.map(unread),
          ],
          pass(
            `${workflows.read.flatMap(({ jobs }) => jobs).length} jobs have ` +
              `the rights that they name${workflows.assumption}`,
          ),
        ),
});

const whereOf = ({ path }: Workflow, { id }: Job): string => `${path} ${id}`;

function faultsOf(workflow: Workflow, steps: Rights['steps']): readonly Finding[] {
  const { path, permissions, jobs, on } = workflow;
  const risky = ['pull_request_target', 'workflow_run'].find((trigger) => Object.hasOwn(on, trigger));
  const checksOut = jobs.some((job) => (steps[whereOf(workflow, job)] ?? []).some(isCheckout));
  return [
    ...(isWide(permissions) ? [fail('gives rights to every job', path)] : []),
    ...(risky !== undefined && checksOut
      ? [fail(`checks code out on ${risky}, which has secrets and may be started by strangers`, path)]
      : []),
    ...jobs.flatMap((job) => jobFaults(job, workflow, steps[whereOf(workflow, job)] ?? [])),
  ];
}

function jobFaults(
  { permissions, uses, timeout, id, steps: own }: Job,
  workflow: Workflow,
  steps: readonly WorkflowStep[],
): readonly Finding[] {
  const where = `${workflow.path} ${id}`;
  return [
    ...(permissions === undefined && workflow.permissions === undefined
      ? [fail('has whatever rights the repository gives', where)]
      : []),
    ...(permissions === 'write-all' || permissions === 'read-all'
      ? [fail(`asks for ${permissions}`, where)]
      : []),
    ...(uses === undefined && timeout === undefined
      ? [fail('has no timeout-minutes: it may run for six hours', where)]
      : []),
    ...steps
      .filter((step) => isCheckout(step) && String(step.with['persist-credentials']) !== 'false')
      .map(() => fail('leaves the token on disk: checkout without persist-credentials: false', where)),
    ...[
      ...steps.filter(({ run }) => strangersText.test(run ?? '')),
      ...own.filter(({ run }) => strangersInput.test(run ?? '')),
    ]
      .slice(0, 1)
      .map(() => fail('puts text of strangers into a command', where)),
  ];
}

/** Whether permissions at the top are too wide: they apply to every job, also to later ones. */
const isWide = (permissions: unknown): boolean =>
  permissions === 'write-all' ||
  permissions === 'read-all' ||
  (typeof permissions === 'object' && Object.values(permissions ?? {}).includes('write'));

const isCheckout = ({ uses }: { readonly uses?: string }): boolean => /^actions\/checkout@/.test(uses ?? '');

/**
 * Expressions that strangers control: titles, bodies, branch names.
 * https://docs.github.com/en/actions/reference/security/secure-use
 */
const strangersText =
  /\$\{\{[^}]*\b(?:github\.event\.(?:issue|pull_request|comment|review|discussion|head_commit|commits|pages|workflow_run)\b|github\.head_ref\b)/;

/** Inputs of a workflow. Those of an action are given by a workflow. */
const strangersInput = /\$\{\{[^}]*\binputs\./;
