import { alone } from '../../src/define/answers.js';
import { definePiece, type Ignored } from '../../src/define/piece.js';
import { ignoreLines } from '../../src/plan/ignore-lines.js';
import { ciSetup, ecosystemOf } from '../ci-setup.js';
import { billOf } from '../../src/plan/package-managers.js';
import { action } from '../pins.js';

/** Node versions that package.json allows and that still get fixes. The other jobs use the newest LTS. */
const supportedLines = ['22', '24', '26'];

/** Updates that would fail the service's own checks. Each must come together with the packages named here. */
const ignored: readonly Ignored[] = [
  {
    name: 'typescript',
    which: '>=6.1',
    because: 'typescript-eslint takes no newer one yet: raise both in one change.',
  },
  {
    name: 'vitest',
    which: '>=5',
    because: 'It wants vite beside it, which not every package manager brings: add that in the same change.',
  },
  { name: '@types/node', which: 'majors', because: 'It follows the oldest Node that package.json allows.' },
];

/**
 * secretlint comes from the lockfile: the gitleaks action wants a licence key from organisations, and a
 * scanner installed in a step is not pinned. CODEOWNERS is not emitted, because its people and teams are
 * unknown here.
 */
export const ci = definePiece({
  id: 'ci',
  title: 'Continuous integration',
  why: 'GitHub Actions, pinned and without rights: lint, types, tests, vulnerabilities, secrets; updates a week late',
  phase: 'none',
  preset: 'standard',
  options: {},
  needs: ['dependency-policy', 'ignore-files'],
  fits: {
    any: {
      packages: [],
      devPackages: ['secretlint', '@secretlint/secretlint-rule-preset-recommend'],
      data: (_, { name, packageManager, node, within = alone }) => ({
        setup: ciSetup({ packageManager, within }).map((line) => ({ line })),
        bill: billOf({ name, packageManager, within }),
        nodes: supportedLines.map((line) => `'${line}'`).join(', '),
        newest: node,
        ecosystem: ecosystemOf[packageManager],
        ignores: ignoreLines(ignored),
        actions: {
          checkout: action('actions/checkout'),
          setupNode: action('actions/setup-node'),
          upload: action('actions/upload-artifact'),
          zizmor: action('zizmorcore/zizmor-action'),
          codeqlInit: action('github/codeql-action', '/init'),
          codeqlAnalyze: action('github/codeql-action', '/analyze'),
          dependencyReview: action('actions/dependency-review-action'),
        },
      }),
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'An action that builds the service is replaced under its tag.',
        met: 'Actions are named by commit: `.github/workflows/ci.yml`.',
        shownBy: ['ci-pinned-actions'],
      },
      {
        stride: 'Elevation of privilege',
        threat: 'A pull request uses the permissions of the workflow that tests it.',
        met: 'Each job names its permissions, which are to read: `.github/workflows/ci.yml`.',
        shownBy: ['ci-least-privilege'],
      },
    ],
    scripts: { secrets: 'secretlint --secretlintignore .gitignore "**/*"' },
    updates: [{ ecosystem: 'github-actions', directory: '/', of: 'repository' }],
  },
  newOnly:
    'nothing is written, since its jobs run scripts that only a service of rampart ' +
    'has. `rampart explain ci-runs-checks` says what a workflow must do.',
  controls: ['ci-pinned-actions', 'ci-least-privilege', 'ci-runs-checks', 'dependency-updates', 'sbom'],
});
