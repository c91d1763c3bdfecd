import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { packageJson } from '../subjects/facts.js';
import { commandsOf, workflowsOf, type Step } from '../subjects/workflows.js';

interface Transcript {
  readonly workflows: number;
  /** Another system whose settings are here. */
  readonly other: string;
  readonly language: 'ts' | 'js';
  readonly wants: 'dependencies' | 'none';
  /** Everything that a proposed change makes run, scripts unfolded. */
  readonly commands: string;
  readonly actions: readonly string[];
}

const otherSystems =
  /^(?:\.gitlab-ci\.yml|\.circleci\/config\.yml|azure-pipelines\.yml|Jenkinsfile|\.buildkite\/.+|\.travis\.yml|bitbucket-pipelines\.yml|\.woodpecker.*)$/;

interface Check {
  readonly what: string;
  readonly command: RegExp;
  readonly action?: RegExp;
  readonly when?: (seen: Transcript) => boolean;
}

/** What each change goes through, and programs that do it. */
const checks: readonly Check[] = [
  {
    what: 'installs from the lockfile',
    command:
      /\bnpm (?:ci|clean-install)\b|\bpnpm (?:i|install)\b.*--frozen-lockfile|\byarn (?:install )?.*--(?:immutable|frozen-lockfile)|\bbun (?:ci\b|install\b.*--frozen-lockfile)/,
    when: ({ wants }) => wants === 'dependencies',
  },
  { what: 'runs tests', command: /\b(?:vitest|jest|mocha|ava|tap|playwright|node .*--test)\b/ },
  { what: 'lints', command: /\b(?:eslint|biome|oxlint|xo|standard)\b/ },
  { what: 'checks types', command: /\b(?:tsc|tsgo|vue-tsc)\b/, when: ({ language }) => language === 'ts' },
  {
    what: 'looks for known vulnerabilities',
    command:
      /\b(?:npm|pnpm|bun|yarn|yarn npm) audit\b|\b(?:osv-scanner|grype|audit-ci|better-npm-audit|snyk)\b/,
    action: /dependency-review-action|osv-scanner|snyk|anchore\/scan-action|trivy-action/,
  },
  {
    what: 'looks for secrets',
    command: /\b(?:secretlint|gitleaks|betterleaks|trufflehog|detect-secrets|ggshield)\b/,
    action: /gitleaks|trufflehog|ggshield|betterleaks/,
  },
];

export const everyChangeIsChecked = onRepo<Transcript>({
  id: 'every-change-is-checked',
  question:
    'Is each proposed change installed from the lockfile, linted, type-checked, tested, and searched for known holes and secrets?',
  exercise: async (repo) => {
    const workflows = workflowsOf(repo);
    const steps = workflows
      .filter(({ triggers }) => triggers.includes('pull_request') || triggers.includes('merge_group'))
      .flatMap(({ jobs }) => jobs.flatMap((job) => job.steps))
      .filter(decides);
    const { dependencies, devDependencies } = packageJson(repo);
    return {
      workflows: workflows.length,
      other: repo.files.find((path) => otherSystems.test(path)) ?? '',
      language: repo.has('tsconfig.json') ? 'ts' : 'js',
      wants: dependencies === undefined && devDependencies === undefined ? 'none' : 'dependencies',
      commands: steps.map(({ run = '' }) => commandsOf(repo, run)).join('\n'),
      actions: steps.flatMap(({ uses }) => uses ?? []),
    };
  },
  read: (seen) => {
    if (seen.workflows === 0)
      return seen.other === ''
        ? [fail('nothing in the repository checks a change')]
        : [inconclusive(`${seen.other} is of a system that this version does not read`, seen.other)];
    return verdictOf(
      checks
        .filter(({ when }) => when?.(seen) ?? true)
        .filter(
          ({ command, action }) =>
            !command.test(seen.commands) && !seen.actions.some((name) => action?.test(name)),
        )
        .map(({ what }) => fail(`no workflow ${what} on a pull request`, '.github/workflows')),
      pass('each pull request is installed from the lockfile, linted, tested, and searched'),
    );
  },
});

/** A step whose failure is ignored decides nothing. */
const decides = (step: Step): boolean =>
  step['continue-on-error'] === undefined || step['continue-on-error'] === false;
