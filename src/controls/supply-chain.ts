import { always, defineControl, everyRepository } from '../define/control.js';
import { partly } from '../define/requirement-evidence.js';
import { ages, declared, withContainer, withImages } from './levels.js';

/** What the service is built from, and what it runs in. */
export const supplyChain = [
  defineControl({
    id: 'runtime-node-supported',
    section: 'supply-chain',
    severity: 'high',
    claim: 'The Node line that the repository names is still given security releases.',
    why: 'Past its end of life every new hole in the runtime stays open.',
    remedy: 'raise engines.node and the image to a line of Node that still gets fixes',
    applies: always,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A03'], cwe: ['CWE-1104'], ssdf: ['PW.4.1'] },
    probes: ['names-a-supported-node'],
  }),
  defineControl({
    id: 'container-hardening',
    section: 'supply-chain',
    severity: 'high',
    claim:
      'The image is built in stages, runs as a numeric user and has no secret in ARG or ENV; ' +
      'where a compose file runs it, it is read-only and without capabilities.',
    why: 'What the container may do is what an attacker in it may do.',
    remedy: 'rampart new --target compose shows the files to copy: Dockerfile, compose.yaml',
    applies: withContainer,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A02'], cwe: ['CWE-250', 'CWE-269'], ssdf: ['PO.5.2'] },
    probes: ['image-is-hardened', 'containers-are-confined'],
  }),
  defineControl({
    id: 'images-pinned',
    section: 'supply-chain',
    severity: 'high',
    claim: 'Each image that the files name has its digest.',
    why: 'A tag is whatever was pushed last, by whoever could push.',
    remedy: 'name each image as image:tag@sha256:<digest that your registry confirms>, wherever one is named',
    applies: withImages,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A03', 'A08'],
      cwe: ['CWE-494', 'CWE-829'],
      ssdf: ['PS.3.1', 'PW.4.1'],
    },
    probes: ['images-carry-digests'],
  }),
  defineControl({
    id: 'dependencies-locked',
    section: 'supply-chain',
    severity: 'high',
    claim: 'Each package is in one lockfile with its digest, and comes from a registry.',
    why: 'Without it two installs of one commit are two programs, and the second may be an attacker’s.',
    remedy:
      'at the root of the workspace, where there is one, commit the one lockfile, ' +
      'name the package manager (packageManager in package.json) and refuse packages from git and URLs: ' +
      'write allow-git=none and allow-remote=none into .npmrc (npm 11.14), blockExoticSubdeps: true into ' +
      'pnpm-workspace.yaml (pnpm 10.26), approvedGitRepositories: [] into .yarnrc.yml (Yarn 4.14)',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      asvs: [
        partly(
          '15.2.4',
          'Each package in the lockfile has a digest and comes from a registry; ' +
            'which registry is right is not known.',
        ),
      ],
      top10: ['A03'],
      cwe: ['CWE-494', 'CWE-829'],
      ssdf: ['PW.4.1', 'PW.4.4'],
    },
    probes: ['packages-come-from-the-lockfile'],
  }),
  defineControl({
    id: 'versions-exact',
    section: 'supply-chain',
    severity: 'medium',
    claim: 'package.json names exact versions, and the package manager writes the next one so.',
    why: 'A range lets a version in that nobody looked at, wherever the lockfile is made anew.',
    remedy:
      'at the root of the workspace, where there is one, write versions without ^ and ~, and ' +
      "save-exact=true into .npmrc (pnpm: savePrefix: '', Yarn: defaultSemverRangePrefix: '', " +
      'Bun: exact = true)',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A03'], cwe: ['CWE-1357'], ssdf: ['PW.4.1'] },
    probes: ['versions-are-exact'],
  }),
  defineControl({
    id: 'install-scripts-off',
    section: 'supply-chain',
    severity: 'high',
    claim: 'By the settings of these files, installing runs no script of a dependency that was not named.',
    why: 'Most bad packages act when they are installed: on the laptop of a developer, and in CI with its tokens.',
    remedy:
      'at the root of the workspace, where there is one, write ignore-scripts=true into .npmrc, ' +
      'or strict-allow-scripts=true with allowScripts in package.json (npm 11.16); ' +
      'pnpm and Bun: ignoreScripts, Yarn: enableScripts: false',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A03', 'A08'], cwe: ['CWE-506', 'CWE-829'], ssdf: ['PO.5.2', 'PW.4.1'] },
    probes: ['installing-runs-no-scripts'],
  }),
  defineControl({
    id: 'release-age',
    section: 'supply-chain',
    severity: 'medium',
    claim: 'The package manager is told to take no version that came out less than a week ago.',
    why: 'Bad versions are found and taken back within days: whoever waits never has them.',
    remedy:
      'at the root of the workspace, where there is one, name the package manager (packageManager in ' +
      'package.json) and write min-release-age=7 into .npmrc (npm 11.10), ' +
      'minimumReleaseAge: 10080 into pnpm-workspace.yaml (pnpm 10.16), npmMinimalAgeGate: 7d into ' +
      '.yarnrc.yml (Yarn 4.10), minimumReleaseAge = 604800 into bunfig.toml (Bun 1.3)',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A03'], cwe: ['CWE-506'], ssdf: ['PW.4.1'] },
    probes: ['waits-a-week-for-versions'],
  }),
  defineControl({
    id: 'ci-pinned-actions',
    section: 'supply-chain',
    severity: 'high',
    claim: 'Each action that the workflows of these files use is named by its commit.',
    why:
      'A tag is whatever its owner, or whoever took the account, pushed last; ' +
      'it runs with the secrets of the repository.',
    remedy: 'write uses: owner/action@<40 digits of the commit> # version',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A03', 'A08'],
      cwe: ['CWE-494', 'CWE-829'],
      ssdf: ['PO.5.1', 'PS.1.1'],
    },
    probes: ['actions-are-named-by-commit'],
  }),
  defineControl({
    id: 'ci-least-privilege',
    section: 'supply-chain',
    severity: 'high',
    claim:
      'Each job has the rights that it names, no token on disk, an end, and no text of strangers in its commands.',
    why: 'A job that may write turns a bad test dependency into a bad release.',
    remedy:
      'write permissions: {} at the top of each workflow, what a job needs into the job, ' +
      'and persist-credentials: false',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A01', 'A08'], cwe: ['CWE-250', 'CWE-78'], ssdf: ['PO.5.1', 'PO.5.2'] },
    probes: ['jobs-have-few-rights'],
  }),
  defineControl({
    id: 'ci-runs-checks',
    section: 'supply-chain',
    severity: 'high',
    claim:
      'Workflows on each pull request install from the lockfile, lint, check types, test, ' +
      'and search for known holes and secrets.',
    why: 'What is checked by hand is checked until the first busy week.',
    remedy:
      'at the root of the repository, run on pull_request: npm ci, the linter, tsc, the tests, npm audit, ' +
      'and a secret scanner',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A03', 'A08'],
      cwe: ['CWE-1104', 'CWE-798'],
      ssdf: ['PW.7.2', 'PW.8.2', 'RV.1.1'],
    },
    probes: ['every-change-is-checked'],
  }),
  defineControl({
    id: 'dependency-updates',
    section: 'supply-chain',
    severity: 'medium',
    claim: 'A robot is told to propose updates of packages and actions, a week after they came out.',
    why: 'Old versions keep known holes; versions of this minute may be someone’s who stole an account.',
    remedy:
      'write .github/dependabot.yml, at the root of the repository, ' +
      'with npm (directory: the folder of the service) and github-actions, and cooldown: default-days: 7',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A03'], cwe: ['CWE-1104'], ssdf: ['PW.4.4', 'RV.1.1'] },
    probes: ['updates-come-late'],
  }),
  defineControl({
    id: 'sbom',
    section: 'supply-chain',
    severity: 'medium',
    claim: 'A workflow lists what is shipped, and keeps the list.',
    why: 'When the next hole in a library is published, the question is which releases have it.',
    remedy: 'run in CI: npm sbom --sbom-format cyclonedx --omit dev > sbom.cdx.json, and upload it',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A03'], cwe: ['CWE-1104'], ssdf: ['PS.3.2'] },
    probes: ['lists-what-is-shipped'],
  }),
];
