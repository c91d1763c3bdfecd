import { fail, inconclusive, onRepo, pass } from '../probe.js';
import { commandsOf } from '../subjects/commands.js';
import { jobsOf, stepsOf } from '../subjects/jobs.js';
import { placeOf } from '../subjects/place.js';
import { strandedReason, workflowsOf, type Workflows } from '../subjects/workflows.js';
import { unread } from '../unread.js';

interface Transcript {
  readonly workflows: Workflows;
  /** Jobs that make a bill of materials, what they list, and whether they store it. */
  readonly jobs: readonly {
    readonly where: string;
    readonly of: 'package' | 'above';
    readonly kept: 'yes' | 'no';
  }[];
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
  how: 'Reads the jobs of the workflows. If none makes a bill of materials, or it is not kept, that fails.',
  exercise: async (repo) => {
    const place = placeOf(repo);
    const workflows = workflowsOf(place);
    const jobs = workflows.read.flatMap((workflow) =>
      jobsOf(workflow, place).flatMap((job) => {
        const steps = stepsOf(job, place).filter(({ counts }) => counts !== 'never');
        const ran = steps.flatMap(({ run = '', folder }) => commandsOf(place, run, folder));
        const makes = ran.filter(({ text }) => makers.test(text)).map(({ about }) => about);
        const actions = steps.flatMap(({ uses }) => uses ?? []);
        const kept =
          actions.some((name) => keepers.test(name)) || ran.some(({ text }) => keepingCommands.test(text));
        const byAction = actions.some((name) => makingActions.test(name));
        if (!byAction && !makes.some((about) => about !== 'elsewhere')) return [];
        const of = makes.includes('package') || (byAction && place.prefix === '') ? 'package' : 'above';
        return [{ where: `${workflow.path} ${job.id}`, of, kept: kept ? 'yes' : 'no' } as const];
      }),
    );
    return { workflows, jobs };
  },
  read: ({ workflows, jobs }) => {
    if (workflows.read.length + workflows.broken.length === 0) {
      const stranded = strandedReason(workflows);
      return stranded === undefined
        ? [inconclusive('no GitHub workflow: what builds this is not in the repository')]
        : [fail(stranded, workflows.stranded[0])];
    }
    const [job] = jobs;
    const own = jobs.find(({ of, kept }) => of === 'package' && kept === 'yes');
    if (own !== undefined)
      return [pass(`a bill of materials is made and kept${workflows.assumption}`, own.where)];
    // A missing job may be in a file that could not be read.
    if (workflows.broken.length > 0) return workflows.broken.map(unread);
    const around = jobs.find(({ kept }) => kept === 'yes');
    if (around !== undefined)
      return [
        inconclusive('it is made at the top of the repository, and may not be of this package', around.where),
      ];
    return job === undefined
      ? [fail('no workflow lists what is shipped', '.github/workflows')]
      : [fail('the bill of materials is made and thrown away', job.where)];
  },
});
