import { fail, onRepo, pass, verdictOf } from '../probe.js';
import { noWorkflow } from '../probing/no-workflow.js';
import { ownActions } from '../subjects/jobs.js';
import { placeOf } from '../subjects/place.js';
import { workflowsOf, type Workflows } from '../subjects/workflows.js';
import { unread } from '../unread.js';

interface Uses {
  readonly uses: readonly { readonly name: string; readonly where: string }[];
  readonly workflows: Workflows;
}

export const actionsAreNamedByCommit = onRepo<Uses>({
  id: 'actions-are-named-by-commit',
  question: 'Is every action of the workflows named by its full commit?',
  how:
    "Reads the steps of the workflows and of the repository's own actions. An action that is named by " +
    'a tag or a branch, not by its commit, fails.',
  exercise: async (repo) => {
    const place = placeOf(repo);
    const workflows = workflowsOf(place);
    const jobs = workflows.read.flatMap(({ path, jobs: all }) => all.map((job) => ({ path, job })));
    const named = [
      ...jobs.map(({ path, job }) => ({ name: job.uses, where: path })),
      ...jobs.flatMap(({ path, job }) => job.steps.map(({ uses }) => ({ name: uses, where: path }))),
      ...ownActions(place).flatMap(({ path, steps }) =>
        steps.map(({ uses }) => ({ name: uses, where: path })),
      ),
    ];
    return {
      workflows,
      uses: named.flatMap(({ name, where }) => (name === undefined ? [] : [{ name, where }])),
    };
  },
  read: ({ uses, workflows }) =>
    workflows.read.length + workflows.broken.length === 0
      ? [noWorkflow(workflows)]
      : verdictOf(
          [
            ...uses
              .filter(({ name }) => !isFixed(name))
              .map(({ name, where }) => fail(`${name} is whatever was tagged last`, where)),
            ...workflows.broken.map(unread),
          ],
          pass(`${uses.length} of ${uses.length} uses of actions name a commit${workflows.assumption}`),
        ),
});

const isFixed = (name: string): boolean =>
  name.startsWith('./') || /@[0-9a-f]{40}$/.test(name) || /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(name);
