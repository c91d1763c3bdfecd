import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/repo/repo.js';

/** Repositories in a few files, as each package manager and each author writes them. */
type Files = Readonly<Record<string, string>>;
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function look(id: string, files: Files): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-chain-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const probe = probeById.get(id);
  if (probe === undefined) throw new Error(id);
  const findings = probe.read((await probe.exercise(openRepo(folder) as never)) as never);
  const worst = findings.find(({ outcome }) => outcome !== 'pass') ?? findings[0];
  return `${worst?.outcome ?? 'nothing'}: ${worst?.because ?? ''}`;
}

const manifest = (more: object = {}): string =>
  JSON.stringify({ dependencies: { pino: '10.4.0' }, devDependencies: { tsx: '4.23.15' }, ...more });
const sha = 'sha512-qOHvbMyvR2bF8Zrk7gVfK8ZFhqQFQ0fWGAvXAMvfvhzX7J4uDDmZo9DRLvNvyGm2WzkqjYx4bGrxOGD8W3xW2A==';

const npmLock = (pino: object, root: object = {}): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { pino: '10.4.0' }, devDependencies: { tsx: '4.23.15' }, ...root },
      'node_modules/pino': { version: '10.4.0', ...pino },
      'node_modules/tsx': {
        version: '4.23.15',
        resolved: 'https://registry.npmjs.org/tsx/-/tsx.tgz',
        integrity: sha,
      },
    },
  });
const npm = {
  '.npmrc': 'allow-git=none\nallow-remote=none\n',
  'package.json': manifest({ packageManager: 'npm@11.21.2' }),
};

const pnpmLock = (pino: string): string => `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      pino:
        specifier: 10.4.0
        version: 10.4.0
    devDependencies:
      tsx:
        specifier: 4.23.15
        version: 4.23.15
packages:
  pino@10.4.0:
    resolution: ${pino}
  tsx@4.23.15:
    resolution: {integrity: ${sha}}
`;
const pnpm = {
  'package.json': manifest({ packageManager: 'pnpm@10.26.0' }),
  'pnpm-workspace.yaml': 'blockExoticSubdeps: true\n',
};

const berryLock = (pino: string): string => `__metadata:
  version: 10

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    pino: "npm:10.4.0"
    tsx: "npm:4.23.15"

"pino@npm:10.4.0":
${pino}
"tsx@npm:4.23.15":
  resolution: "tsx@npm:4.23.15"
  checksum: 10c0/c74889eb0987
`;
const yarn = {
  'package.json': manifest({ packageManager: 'yarn@4.14.0' }),
  '.yarnrc.yml': 'approvedGitRepositories: []\n',
};

const bunLock = (pino: string): string => `{
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "app", "dependencies": { "pino": "10.4.0", }, "devDependencies": { "tsx": "4.23.15", }, },
  },
  "packages": {
    "pino": ${pino},
    "tsx": ["tsx@4.23.15", "", {}, "${sha}"],
  },
}
`;

describe.each<[name: string, files: Files, outcome: string]>([
  ['npm', { ...npm, 'package-lock.json': npmLock({ integrity: sha }) }, 'pass'],
  [
    'npm, from git',
    { ...npm, 'package-lock.json': npmLock({ resolved: 'git+ssh://git@github.com/a/b.git#c' }) },
    'fail',
  ],
  ['npm, no digest', { ...npm, 'package-lock.json': npmLock({}) }, 'fail'],
  [
    'npm, of another day',
    { ...npm, 'package-lock.json': npmLock({ integrity: sha }, { dependencies: {} }) },
    'fail',
  ],
  ['npm of 2019', { ...npm, 'package-lock.json': '{"lockfileVersion":1,"dependencies":{}}' }, 'inconclusive'],
  [
    'npm 12',
    {
      'package.json': manifest({ packageManager: 'npm@12.2.0' }),
      'package-lock.json': npmLock({ integrity: sha }),
    },
    'pass',
  ],
  [
    'npm that takes git',
    { 'package.json': manifest(), 'package-lock.json': npmLock({ integrity: sha }) },
    'fail',
  ],
  ['pnpm', { ...pnpm, 'pnpm-lock.yaml': pnpmLock(`{integrity: ${sha}}`) }, 'pass'],
  [
    'pnpm, from git',
    { ...pnpm, 'pnpm-lock.yaml': pnpmLock('{type: git, repo: https://a.b/c, commit: d}') },
    'fail',
  ],
  [
    'yarn',
    { ...yarn, 'yarn.lock': berryLock('  resolution: "pino@npm:10.4.0"\n  checksum: 10c0/99e901\n') },
    'pass',
  ],
  [
    'yarn, another platform',
    { ...yarn, 'yarn.lock': berryLock('  resolution: "pino@npm:10.4.0"\n  conditions: os=win32\n') },
    'pass',
  ],
  [
    'yarn, from git',
    {
      ...yarn,
      'yarn.lock': berryLock('  resolution: "pino@https://github.com/a/b.git#commit=c"\n  checksum: 1/2\n'),
    },
    'fail',
  ],
  [
    'yarn of old, which may take git',
    {
      'package.json': manifest(),
      'yarn.lock':
        `# yarn lockfile v1\n\n\npino@10.4.0:\n  version "10.4.0"\n  resolved "https://r/p.tgz#1"\n ` +
        ` integrity ${sha}\n\ntsx@4.23.15:\n  version "4.23.15"\n  integrity ${sha}\n`,
    },
    'fail: yarn may take',
  ],
  ['bun', { 'package.json': manifest(), 'bun.lock': bunLock(`["pino@10.4.0", "", {}, "${sha}"]`) }, 'pass'],
  [
    'bun, from git',
    { 'package.json': manifest(), 'bun.lock': bunLock('["pino@github:a/b#c", {}, "b-c"]') },
    'fail',
  ],
  ['nothing', { 'package.json': manifest() }, 'fail: there is no lockfile'],
])('lockfile of %s', (_, files, outcome) => {
  it(outcome, async () => {
    expect(await look('packages-come-from-the-lockfile', files)).toContain(outcome);
  });
});

const strictly = {
  npm: {
    'package.json': manifest({ packageManager: 'npm@11.21.2' }),
    '.npmrc': 'save-exact=true\nignore-scripts=true\nmin-release-age=7\n',
  },
  pnpm: {
    'package.json': manifest({ packageManager: 'pnpm@12.21.0' }),
    'pnpm-workspace.yaml': "savePrefix: ''\nignoreScripts: true\nminimumReleaseAge: 10080\n",
  },
  yarn: {
    'package.json': manifest({ packageManager: 'yarn@4.18.1' }),
    '.yarnrc.yml': "defaultSemverRangePrefix: ''\nenableScripts: false\nnpmMinimalAgeGate: 7d\n",
  },
  bun: {
    'package.json': manifest({ packageManager: 'bun@1.4.5' }),
    'bunfig.toml': '[install]\nexact = true # always\nignoreScripts = true\nminimumReleaseAge = 604800\n',
  },
};

describe.each(Object.entries(strictly))('settings of %s', (_, files) => {
  const questions = ['versions-are-exact', 'installing-runs-no-scripts', 'waits-a-week-for-versions'];
  it.each(questions)('%s: written, it passes; unwritten, it fails', async (id) => {
    expect(await look(id, files)).toMatch(/^pass/);
    const [manifestOnly] = Object.entries(files).filter(([path]) => path === 'package.json');
    const bare = Object.fromEntries(manifestOnly === undefined ? [] : [manifestOnly]);
    // pnpm from 10 on and Yarn from 4.14 on run no script that was not allowed, whatever is written.
    const byDefault = id === 'installing-runs-no-scripts' && /pnpm|yarn/.test(bare['package.json'] ?? '');
    expect(await look(id, bare)).toMatch(byDefault ? /^pass/ : /^fail/);
  });
});

it.each([
  ['^10.4.0', 'fail'],
  ['~10.4.0', 'fail'],
  ['>=10', 'fail'],
  ['latest', 'fail'],
  ['github:a/b', 'fail'],
  ['10.4.0', 'pass'],
  ['npm:@a/b@10.4.0', 'pass'],
  ['workspace:*', 'pass'],
])('a version %s: %s', async (spec, outcome) => {
  const files = { ...strictly.npm, 'package.json': JSON.stringify({ dependencies: { pino: spec } }) };
  expect(await look('versions-are-exact', files)).toContain(outcome);
});

const both = '--disable-proto=delete --disallow-code-generation-from-strings';
describe.each<[name: string, files: Files, outcome: string]>([
  ['a script', { 'package.json': JSON.stringify({ scripts: { start: `node ${both} dist/a.js` } }) }, 'pass'],
  ['a bare script', { 'package.json': '{"scripts":{"start":"node dist/a.js"}}' }, 'fail'],
  [
    'Fastify',
    {
      'package.json':
        '{"dependencies":{"fastify":"5.0.0"},"scripts":{"start":"node --disable-proto=delete a.js"}}',
    },
    'pass',
  ],
  [
    'an image',
    {
      Dockerfile:
        `FROM x\nENTRYPOINT ["node"]\nCMD ["--disable-proto=delete", ` +
        `"--disallow-code-generation-from-strings", "a.js"]\n`,
    },
    'pass',
  ],
  [
    'an image with options',
    { Dockerfile: `FROM x\nENV NODE_OPTIONS="${both}"\nCMD ["node", "a.js"]\n` },
    'pass',
  ],
  ['a bare image', { Dockerfile: 'FROM x\nCMD node a.js\n' }, 'fail'],
  [
    'an image that calls npm',
    {
      'package.json': JSON.stringify({ scripts: { start: `node ${both} a.js` } }),
      Dockerfile: 'FROM x\nCMD ["npm", "start"]\n',
    },
    'pass',
  ],
  ['a bare unit', { 'a.service': '[Service]\nExecStart=/usr/bin/node \\\n  a.js\n' }, 'fail'],
  [
    'a unit',
    { 'a.service': `[Service]\nEnvironment=NODE_OPTIONS=${both}\nExecStart=/usr/bin/node a.js\n` },
    'pass',
  ],
  ['a bare process', { Procfile: 'web: node a.js\n' }, 'fail'],
  ['a bare compose command', { 'compose.yaml': 'services:\n  a:\n    command: node a.js\n' }, 'fail'],
  [
    'a bare pod',
    { 'a.yaml': 'kind: Pod\nspec:\n  containers:\n    - command: ["node"]\n      args: ["a.js"]\n' },
    'fail',
  ],
  ['nothing', { 'package.json': '{}' }, 'inconclusive'],
])('flags in %s', (_, files, outcome) => {
  it(outcome, async () => {
    expect(await look('every-start-has-the-flags', files)).toContain(outcome);
  });
});

const workflow = (steps: string, on = 'pull_request'): Files => ({
  'package.json': manifest({
    scripts: { check: 'eslint . && tsc', test: 'vitest run', all: 'npm run check && npm test' },
  }),
  'tsconfig.json': '{}',
  'ci/more.sh': '#!/bin/sh\nnpm audit\nsecretlint x\n',
  '.github/workflows/ci.yml': `on: ${on}\njobs:\n  a:\n    steps:\n${steps
    .split('\n')
    .map((line) => `      - run: ${line}\n`)
    .join('')}`,
});

describe.each<[name: string, files: Files, outcome: string]>([
  ['scripts that call scripts, and a file', workflow('npm ci\nnpm run all\nsh ci/more.sh'), 'pass'],
  ['a file whose audit may fail', workflow('npm ci\nnpm run all\nsh ci/more.sh || true'), 'fail'],
  ['main only', workflow('npm ci\nnpm run all\nsh ci/more.sh', 'push'), 'fail'],
  ['no lockfile', workflow('npm install\nnpm run all\nsh ci/more.sh'), 'fail'],
  ['another system', { 'package.json': '{}', '.gitlab-ci.yml': 'a: 1' }, 'inconclusive'],
])('checks of %s', (_, files, outcome) => {
  it(outcome, async () => {
    expect(await look('every-change-is-checked', files)).toContain(outcome);
  });
});

const dependabot = (days: number): Files => ({
  '.github/dependabot.yml':
    'updates:\n  - package-ecosystem: npm\n    cooldown:\n' + `      default-days: ${String(days)}\n`,
});
describe.each<[name: string, files: Files, outcome: string]>([
  ['Dependabot, a week late', dependabot(7), 'pass'],
  ['Dependabot, at once', dependabot(0), 'fail'],
  ['Renovate, a week late', { 'renovate.json': '{"minimumReleaseAge":"7 days"}' }, 'pass'],
  ['Renovate, three days late', { 'renovate.json': '{"minimumReleaseAge":"3 days"}' }, 'fail'],
  ['nobody', { 'package.json': '{}' }, 'fail'],
])('updates by %s', (_, files, outcome) => {
  it(outcome, async () => {
    expect(await look('updates-come-late', files)).toContain(outcome);
  });
});
