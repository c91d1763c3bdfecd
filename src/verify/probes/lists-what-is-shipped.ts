import { fail, inconclusive, onRepo, pass } from '../probe.js';
import { commandsOf, workflowsOf } from '../subjects/workflows.js';

interface Transcript {
  readonly workflows: number;
  /** Jobs that make a bill of materials, and whether they keep it. */
  readonly jobs: readonly { readonly where: string; readonly kept: 'yes' | 'no' }[];
}

const makers =
  /\b(?:npm|pnpm) sbom\b|\bcyclonedx-npm\b|\bcdxgen\b|\bsyft\b|\btrivy\b.*\b(?:cyclonedx|spdx)\b|--sbom[= ](?:true|generator)|--attest[= ]type=sbom/;
const makingActions = /^anchore\/sbom-action@|^CycloneDX\//;
const keepers =
  /^actions\/upload-artifact@|^actions\/attest|^softprops\/action-gh-release@|^anchore\/sbom-action@/;
const keepingCommands = /\bgh release (?:create|upload)\b|\bdocker\b.*--push\b|\bcosign attest\b/;

export const listsWhatIsShipped = onRepo<Transcript>({
  id: 'lists-what-is-shipped',
  question: 'Is a bill of materials made in CI, and kept?',
  exercise: async (repo) => {
    const workflows = workflowsOf(repo);
    const jobs = workflows.flatMap(({ path, jobs: all }) =>
      all.map(({ id, steps }) => {
        const commands = steps.map(({ run = '' }) => commandsOf(repo, run)).join('\n');
        const actions = steps.flatMap(({ uses }) => uses ?? []);
        return {
          where: `${path} ${id}`,
          makes: makers.test(commands) || actions.some((name) => makingActions.test(name)),
          kept: actions.some((name) => keepers.test(name)) || keepingCommands.test(commands),
        };
      }),
    );
    return {
      workflows: workflows.length,
      jobs: jobs
        .filter(({ makes }) => makes)
        .map(({ where, kept }) => ({ where, kept: kept ? 'yes' : 'no' })),
    };
  },
  read: ({ workflows, jobs }) => {
    if (workflows === 0)
      return [inconclusive('no GitHub workflow: what builds this is not in the repository')];
    const [job] = jobs;
    if (job === undefined) return [fail('no workflow lists what is shipped', '.github/workflows')];
    return jobs.some(({ kept }) => kept === 'yes')
      ? [pass('a bill of materials is made and kept', job.where)]
      : [fail('the bill of materials is made and thrown away', job.where)];
  },
});
