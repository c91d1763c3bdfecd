import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import {
  ownActions,
  workflowOf,
  workflowPaths,
  workflowsOf,
  type Job,
  type Workflow,
} from '../subjects/workflows.js';

const none = 'no GitHub workflow: what builds this is not in the repository';

interface Uses {
  readonly uses: readonly { readonly name: string; readonly where: string }[];
  readonly workflows: number;
}

export const actionsAreNamedByCommit = onRepo<Uses>({
  id: 'actions-are-named-by-commit',
  question: 'Is every action of the workflows named by its full commit?',
  exercise: async (repo) => {
    const workflows = workflowsOf(repo);
    const jobs = workflows.flatMap(({ path, jobs: all }) => all.map((job) => ({ path, job })));
    const named = [
      ...jobs.map(({ path, job }) => ({ name: job.uses, where: path })),
      ...jobs.flatMap(({ path, job }) => job.steps.map(({ uses }) => ({ name: uses, where: path }))),
      ...ownActions(repo).flatMap(({ path, steps }) =>
        steps.map(({ uses }) => ({ name: uses, where: path })),
      ),
    ];
    return {
      workflows: workflows.length,
      uses: named.flatMap(({ name, where }) => (name === undefined ? [] : [{ name, where }])),
    };
  },
  read: ({ uses, workflows }) =>
    workflows === 0
      ? [inconclusive(none)]
      : verdictOf(
          uses
            .filter(({ name }) => !isFixed(name))
            .map(({ name, where }) => fail(`${name} is whatever was tagged last`, where)),
          pass(`${uses.length} uses of actions name a commit`),
        ),
});

const isFixed = (name: string): boolean =>
  name.startsWith('./') || /@[0-9a-f]{40}$/.test(name) || /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(name);

interface Rights {
  readonly workflows: readonly Workflow[];
  readonly broken: readonly string[];
}

export const jobsHaveFewRights = onRepo<Rights>({
  id: 'jobs-have-few-rights',
  question:
    'Has each job only the rights that it names, no credentials on disk, no text of strangers in its commands?',
  exercise: async (repo) => ({
    workflows: workflowsOf(repo),
    broken: workflowPaths(repo).filter((path) => workflowOf(repo, path) === undefined),
  }),
  read: ({ workflows, broken }) =>
    workflows.length + broken.length === 0
      ? [inconclusive(none)]
      : verdictOf(
          [...broken.map((path) => fail('is not YAML that parses', path)), ...workflows.flatMap(faultsOf)],
          pass(`${workflows.flatMap(({ jobs }) => jobs).length} jobs have the rights that they name`),
        ),
});

function faultsOf(workflow: Workflow): readonly Finding[] {
  const { path, permissions, jobs, triggers } = workflow;
  const risky = triggers.find((trigger) => trigger === 'pull_request_target' || trigger === 'workflow_run');
  const checksOut = jobs.some(({ steps }) => steps.some(isCheckout));
  return [
    ...(isWide(permissions) ? [fail('gives rights to every job', path)] : []),
    ...(risky !== undefined && checksOut
      ? [fail(`checks code out on ${risky}, which has secrets and may be started by strangers`, path)]
      : []),
    ...jobs.flatMap((job) => jobFaults(job, workflow)),
  ];
}

function jobFaults({ id, permissions, steps, uses, ...job }: Job, workflow: Workflow): readonly Finding[] {
  const where = `${workflow.path} ${id}`;
  return [
    ...(permissions === undefined && workflow.permissions === undefined
      ? [fail('has whatever rights the repository gives', where)]
      : []),
    ...(permissions === 'write-all' || permissions === 'read-all'
      ? [fail(`asks for ${permissions}`, where)]
      : []),
    ...(uses === undefined && job['timeout-minutes'] === undefined
      ? [fail('has no timeout-minutes: it may run for six hours', where)]
      : []),
    ...steps
      .filter((step) => isCheckout(step) && String(step.with?.['persist-credentials']) !== 'false')
      .map(() => fail('leaves the token on disk: checkout without persist-credentials: false', where)),
    ...steps
      .filter(({ run }) => strangersText.test(run ?? ''))
      .map(() => fail('puts text of strangers into a command', where)),
  ];
}

/** Rights at the top hold for each job, also for one that is added later. */
const isWide = (permissions: unknown): boolean =>
  permissions === 'write-all' ||
  permissions === 'read-all' ||
  (typeof permissions === 'object' && Object.values(permissions ?? {}).includes('write'));

const isCheckout = ({ uses }: { readonly uses?: string }): boolean => /^actions\/checkout@/.test(uses ?? '');

/** What anyone may choose: titles, bodies, branch names. https://docs.github.com/en/actions/reference/security/secure-use */
const strangersText =
  /\$\{\{[^}]*\b(?:github\.event\.(?:issue|pull_request|comment|review|discussion|head_commit|commits|pages|workflow_run)\b|github\.head_ref\b|inputs\.)/;
