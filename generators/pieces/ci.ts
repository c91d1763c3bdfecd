import { alone } from '../../src/define/answers.js';
import { definePiece, type Ignored } from '../../src/define/piece.js';
import { ignoreLines } from '../../src/plan/ignore-lines.js';
import { ciSetup, ecosystemOf } from '../ci-setup.js';
import { billOf } from '../../src/plan/package-managers.js';
import { action } from '../pins.js';

/** Lines of Node that package.json allows and that are still mended; the newest LTS is what the other jobs use. */
const supportedLines = ['22', '24', '26'];

/** Newer versions that would not pass the service's own checks. Whoever takes one takes what is named with it. */
export const ignored: readonly Ignored[] = [
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
 * secretlint comes from the lockfile: gitleaks' action asks organisations for a licence key, and a scanner
 * that is installed in a step is pinned by nothing. CODEOWNERS is not emitted: nobody here knows a person
 * or team that it could name.
 */
export const ci = definePiece({
  id: 'ci',
  title: 'Continuous integration',
  why: 'GitHub Actions, pinned and without rights: lint, types, tests, vulnerabilities, secrets; updates a week late',
  phase: 'none',
  preset: 'minimal',
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
        threat: 'A proposed change takes the rights of what tests it.',
        met: 'Each job has the rights that it names, which are to read: `.github/workflows/ci.yml`.',
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
