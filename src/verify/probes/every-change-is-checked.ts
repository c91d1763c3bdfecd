import { otherCi } from '../subjects/other-ci.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { commandsOf } from '../subjects/commands.js';
import { jobsOf, stepsOf } from '../subjects/jobs.js';
import { packageAt } from '../subjects/package-at.js';
import { placeOf, type Place } from '../subjects/place.js';
import { runsOnChanges } from '../subjects/reach.js';
import { strandedReason, workflowsOf, type Workflow, type Workflows } from '../subjects/workflows.js';
import { unread } from '../unread.js';

/** Commands and actions that a pull request runs, including those of scripts. */
interface Seen {
  readonly commands: string;
  readonly actions: readonly string[];
}

interface Transcript {
  readonly workflows: Workflows;
  /** The settings of another CI system in the repo. */
  readonly other: string;
  readonly language: 'ts' | 'js';
  readonly wants: 'dependencies' | 'none';
  /** What every pull request runs in the package. */
  readonly sure: Seen;
  /** What runs outside the package, or for some pull requests only. */
  readonly unclear: Seen;
  /** Why it is unclear. */
  readonly why: string;
}

interface Check {
  readonly what: string;
  readonly command: RegExp;
  readonly action?: RegExp;
  readonly when?: (seen: Transcript) => boolean;
  /**
   * 'below': at the top of the repository it checks everything below. 'workspace': at the workspace root it
   * is for all packages.
   */
  readonly reaches?: 'below' | 'workspace';
}

/** The required checks, and programs that do them. */
const checks: readonly Check[] = [
  {
    what: 'installs from the lockfile',
    command:
      /\bnpm\b.* (?:ci|clean-install)\b|\bnpm (?:ci|clean-install)\b|\bpnpm\b.* (?:i|install)\b.*--frozen-lockfile|\byarn (?:install )?.*--(?:immutable|frozen-lockfile)|\bbun (?:ci\b|install\b.*--frozen-lockfile)/,
    when: ({ wants }) => wants === 'dependencies',
    reaches: 'workspace',
  },
  { what: 'runs tests', command: /\b(?:vitest|jest|mocha|ava|tap|playwright|node .*--test)\b/ },
  { what: 'lints', command: /\b(?:eslint|biome|oxlint|xo|standard)\b/ },
  { what: 'checks types', command: /\b(?:tsc|tsgo|vue-tsc)\b/, when: ({ language }) => language === 'ts' },
  {
    what: 'looks for known vulnerabilities',
    command:
      /\b(?:npm|pnpm|bun|yarn|yarn npm) audit\b|\b(?:osv-scanner|grype|audit-ci|better-npm-audit|snyk)\b/,
    action: /dependency-review-action|osv-scanner|snyk|anchore\/scan-action|trivy-action/,
    reaches: 'workspace',
  },
  {
    what: 'looks for secrets',
    command: /\b(?:secretlint|gitleaks|betterleaks|trufflehog|detect-secrets|ggshield)\b/,
    action: /gitleaks|trufflehog|ggshield|betterleaks/,
    reaches: 'below',
  },
];

export const everyChangeIsChecked = onRepo<Transcript>({
  id: 'every-change-is-checked',
  question:
    'Is each proposed change installed from the lockfile, linted, type-checked, tested, ' +
    'and searched for known holes and secrets?',
  how:
    'Reads what the workflows run on each pull request. A missing install from the lockfile, test, ' +
    'lint, type check, or search for holes or secrets fails.',
  exercise: async (repo) => {
    const place = placeOf(repo);
    const workflows = workflowsOf(place);
    const { dependencies, devDependencies } = packageAt(place, place.prefix).manifest;
    const runs = workflows.read.map((workflow) => ({ workflow, runs: runsOnChanges(workflow, place) }));
    const each = runs.filter((one) => one.runs === 'each').map(({ workflow }) => seenIn(workflow, place));
    const some = runs.filter((one) => one.runs === 'some');
    const partial = some.map(({ workflow }) => seenIn(workflow, place));
    return {
      workflows,
      other: otherCi(place),
      language: repo.has('tsconfig.json') ? 'ts' : 'js',
      wants: dependencies === undefined && devDependencies === undefined ? 'none' : 'dependencies',
      sure: joined(each.map(({ sure }) => sure)),
      unclear: joined([
        ...each.map(({ unclear }) => unclear),
        ...partial.flatMap((one) => [one.sure, one.unclear]),
      ]),
      why:
        some[0] !== undefined
          ? `the filters of ${some[0].workflow.path} leave changes out`
          : `it runs at the top of the repository, and may not reach ${place.prefix}`,
    };
  },
  read: (seen) => {
    const { workflows, other } = seen;
    if (workflows.read.length + workflows.broken.length === 0)
      return other === ''
        ? [
            fail(
              strandedReason(workflows) ?? 'nothing in the repository checks a change',
              workflows.stranded[0],
            ),
          ]
        : [inconclusive(`${other} is of a system that this version does not read`, other)];
    const missing = checks.filter((check) => (check.when?.(seen) ?? true) && !isIn(seen.sure, check));
    return verdictOf(
      // A missing check may be in a file that could not be read.
      workflows.broken.length > 0
        ? workflows.broken.map(unread)
        : missing.map((check) =>
            isIn(seen.unclear, check)
              ? inconclusive(`a workflow ${check.what}, but ${seen.why}`, '.github/workflows')
              : fail(`no workflow ${check.what} on a pull request`, '.github/workflows'),
          ),
      pass(`a workflow on each pull request: ${whatIsDone(seen)}${workflows.assumption}`),
    );
  },
});

/** A list of the checks that apply here: 'installs from the lockfile, runs tests, ...'. */
const whatIsDone = (seen: Transcript): string =>
  checks
    .filter(({ when }) => when?.(seen) ?? true)
    .map(({ what }) => what)
    .join(', ');

const isIn = ({ commands, actions }: Seen, { command, action }: Check): boolean =>
  command.test(commands) || actions.some((name) => action?.test(name) === true);

function seenIn(workflow: Workflow, place: Place): { readonly sure: Seen; readonly unclear: Seen } {
  const steps = jobsOf(workflow, place)
    .flatMap((job) => stepsOf(job, place))
    .filter(({ counts }) => counts === 'yes');
  const ran = steps.flatMap(({ run = '', folder }) => commandsOf(place, run, folder));
  const isSure = ({ text, about, folder }: (typeof ran)[number]): boolean =>
    about === 'package' ||
    (about === 'above' &&
      checks.some(
        ({ command, reaches }) =>
          command.test(text) &&
          (reaches === 'below' || (reaches === 'workspace' && folder === place.workspace)),
      ));
  return {
    sure: { commands: lines(ran.filter(isSure)), actions: steps.flatMap(({ uses }) => uses ?? []) },
    unclear: { commands: lines(ran.filter((one) => one.about === 'above' && !isSure(one))), actions: [] },
  };
}

const lines = (ran: readonly { readonly text: string }[]): string => ran.map(({ text }) => text).join('\n');

const joined = (all: readonly Seen[]): Seen => ({
  commands: all.map(({ commands }) => commands).join('\n'),
  actions: all.flatMap(({ actions }) => actions),
});
