import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/repo/repo.js';

/**
 * Files count only where a tool reads them: packages in workspaces and in folders of a repository, by
 * manager, version and place.
 */
type Files = Readonly<Record<string, string>>;
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function laid(files: Files, git: 'git' | 'none' = 'none'): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-placed-'));
  folders.push(folder);
  if (git === 'git') execFileSync('git', ['init', '-q', folder]);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The worst that a probe says, looked at from the package. */
async function look(id: string, folder: string): Promise<string> {
  const probe = probeById.get(id);
  if (probe === undefined) throw new Error(id);
  const findings = probe.read((await probe.exercise(openRepo(folder) as never)) as never);
  const worst =
    findings.find(({ outcome }) => outcome === 'fail') ??
    findings.find(({ outcome }) => outcome !== 'pass') ??
    findings[0];
  return `${worst?.outcome ?? 'nothing'}: ${worst?.because ?? ''} ${worst?.where ?? ''}`;
}

const member = 'packages/api';
const at = (folder: string, files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [folder === '' ? path : `${folder}/${path}`, text]),
  );
const json = (value: object): string => JSON.stringify(value);

interface Case {
  readonly manager: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly file: string;
  readonly text: string;
  /** From this version on the setting is known; one before, in which it is not. */
  readonly since: string;
  readonly before: string;
  readonly probe: string;
}

const cases: readonly Case[] = [
  { manager: 'npm', file: '.npmrc', text: 'min-release-age=7\n', since: '11.10.0', before: '11.9.0', probe: 'waits-a-week-for-versions' },
  { manager: 'npm', file: '.npmrc', text: 'strict-allow-scripts=true\n', since: '11.16.0', before: '10.9.9', probe: 'installing-runs-no-scripts' },
  { manager: 'pnpm', file: 'pnpm-workspace.yaml', text: 'minimumReleaseAge: 10080\n', since: '10.16.0', before: '10.15.1', probe: 'waits-a-week-for-versions' },
  { manager: 'pnpm', file: '.npmrc', text: 'minimum-release-age=10080\n', since: '10.16.0', before: '11.0.0', probe: 'waits-a-week-for-versions' },
  { manager: 'pnpm', file: 'pnpm-workspace.yaml', text: "savePrefix: ''\n", since: '10.6.0', before: '10.5.2', probe: 'versions-are-exact' },
  { manager: 'yarn', file: '.yarnrc.yml', text: 'npmMinimalAgeGate: 7d\n', since: '4.10.0', before: '4.9.4', probe: 'waits-a-week-for-versions' },
  { manager: 'bun', file: 'bunfig.toml', text: '[install]\nminimumReleaseAge = 604800\n', since: '1.3.0', before: '1.2.23', probe: 'waits-a-week-for-versions' },
]; // prettier-ignore

/**
 * Where the file lies, and whether the package manager then reads it for a package of a workspace: each was
 * tried with the manager itself.
 */
const places: readonly { readonly name: string; readonly holders: readonly ('root' | 'package')[] }[] = [
  { name: 'at the root', holders: ['root'] },
  { name: 'in the package', holders: ['package'] },
  { name: 'at both', holders: ['root', 'package'] },
  { name: 'nowhere', holders: [] },
];

describe.each(cases)('$manager $file $text', ({ manager, file, text, since, before, probe }) => {
  const workspace = (version: string, holders: readonly string[]): Files => {
    const isPnpm = manager === 'pnpm';
    const packages = isPnpm ? 'packages: ["packages/*"]\n' : '';
    const root = {
      'package.json': json({
        packageManager: `${manager}@${version}`,
        ...(isPnpm ? {} : { workspaces: ['packages/*'] }),
      }),
      ...(isPnpm && { 'pnpm-workspace.yaml': packages }),
      ...(holders.includes('root') && { [file]: file === 'pnpm-workspace.yaml' ? packages + text : text }),
    };
    const own = { 'package.json': '{"name":"api"}', ...(holders.includes('package') && { [file]: text }) };
    return { ...root, ...at(member, own) };
  };

  it.each(places)('$name, from a package: counts when it is at the root', async ({ holders }) => {
    const said = await look(probe, join(laid(workspace(since, holders)), member));
    expect(said).toMatch(holders.includes('root') ? /^pass/ : /^fail/);
    if (holders.length === 1 && holders[0] === 'package') expect(said).toContain('no');
  });

  it('counts in a workspace without a git repository all the same', async () => {
    const here = (holders: readonly string[]): string =>
      join(laid(workspace(since, holders), 'none'), member);
    expect(await look(probe, here(['root']))).toMatch(/^pass/);
    expect(await look(probe, here(['package']))).toMatch(/^fail/);
  });

  it('counts in a package alone', async () => {
    const alone = { 'package.json': json({ packageManager: `${manager}@${since}` }), [file]: text };
    expect(await look(probe, laid(alone))).toMatch(/^pass/);
  });

  it('does not count with a version that does not know it, which is said', async () => {
    const said = await look(probe, join(laid(workspace(before, ['root'])), member));
    expect(said).toMatch(/^fail/);
    expect(said).toContain(`${manager} ${before} (packageManager) does not know it`);
  });
});

describe('the version of npm', () => {
  const settings = { '.npmrc': 'min-release-age=7\n' };
  const ci = (setup: string, first = ''): Files => ({
    '.github/workflows/ci.yml':
      `on: pull_request\njobs:\n  a:\n    strategy:\n      matrix:\n        node: ` +
      `['22', '26']\n    steps:\n      - uses: actions/setup-node@v6\n        with:\n ` +
      `         node-version: ${setup}\n${first}      - run: npm ci\n`,
  });
  const matrix = '${{ matrix.node }}';
  const bring = '      - run: npm install --global npm@11.21.2\n';
  it.each<[name: string, manifest: object, files: Files, outcome: RegExp]>([
    ['nothing tells', {}, {}, /^inconclusive: .*no version of it is named/],
    ['named', { packageManager: 'npm@11.10.0' }, {}, /^pass/],
    ['named, with a digest', { packageManager: 'npm@11.10.0+sha512.ab' }, {}, /^pass/],
    ['named, too old', { packageManager: 'npm@10.9.0' }, {}, /^fail/],
    ['devEngines', { devEngines: { packageManager: { name: 'npm', version: '>=11.10' } } }, {}, /^pass/],
    ['devEngines, too old', { devEngines: { packageManager: { name: 'npm', version: '^10 || ^11' } } }, {}, /^fail/],
    ['devEngines that only warns', { devEngines: { packageManager: { name: 'npm', version: '>=11.10', onFail: 'warn' } } }, {}, /^inconclusive/],
    ['devEngines, which npm 10.8 does not know', { engines: { node: '>=20.19' }, devEngines: { packageManager: { name: 'npm', version: '>=11.10' } } }, {}, /^fail: .*10\.8\.2/],
    ['engines.npm', { engines: { npm: '>=11.10' } }, {}, /^pass/],
    ['engines.npm, an older one too', { engines: { npm: '^10.9 || >=11.10' } }, {}, /^fail/],
    ['Node 22', { engines: { node: '>=22.12' } }, {}, /^fail: .*npm 10\.9\.0/],
    ['Node 24', { engines: { node: '>=24' } }, {}, /^fail: .*npm 11\.3\.0/],
    ['Node 24.15', { engines: { node: '^24.15 || >=26' } }, {}, /^pass/],
    ['.nvmrc', {}, { '.nvmrc': 'v22\n' }, /^fail/],
    ['CI, an old line among them', {}, ci(matrix), /^fail: .*Node 22 of/],
    ['CI, new lines', {}, ci("'26'"), /^pass/],
    ['CI that brings npm', {}, ci(matrix, bring), /^pass/],
    ['CI older than what is named', { packageManager: 'npm@11.21.2' }, ci(matrix), /^fail/],
    ['CI that brings what is named', { packageManager: 'npm@11.21.2' }, ci(matrix, bring), /^pass/],
    ['CI with Corepack', { packageManager: 'npm@11.21.2' }, ci(matrix, '      - run: corepack enable npm\n'), /^pass/],
    ['CI that devEngines stops', { devEngines: { packageManager: { name: 'npm', version: '>=11.10' } } }, ci(matrix), /^pass/],
  ])('%s', async (_, manifest, files, outcome) => {
    const folder = laid({ 'package.json': json(manifest), ...settings, ...files });
    expect(await look('waits-a-week-for-versions', folder)).toMatch(outcome);
  }); // prettier-ignore
});

describe('other versions', () => {
  it.each<[name: string, files: Files, probe: string, outcome: RegExp]>([
    ['yarnPath beats what is named', { 'package.json': '{"packageManager":"yarn@4.18.1"}', '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-4.9.4.cjs\nnpmMinimalAgeGate: 7d\n' }, 'waits-a-week-for-versions', /^fail/],
    ['pnpm of a lockfile, which a later one may have written', { 'package.json': '{}', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n", 'pnpm-workspace.yaml': 'minimumReleaseAge: 10080\n' }, 'waits-a-week-for-versions', /^inconclusive/],
    ['pnpm of CI', { 'package.json': '{}', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n", 'pnpm-workspace.yaml': 'minimumReleaseAge: 10080\n', '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    steps:\n      - uses: pnpm/action-setup@v6\n        with:\n          version: 12.21.0\n      - run: pnpm install --frozen-lockfile\n' }, 'waits-a-week-for-versions', /^pass/],
    ['a nearer .yarnrc.yml that waits less', { 'package.json': '{"packageManager":"yarn@4.18.1"}', '.yarnrc.yml': 'npmMinimalAgeGate: 7d\n' }, 'waits-a-week-for-versions', /^pass/],
    ['npm that exempts everything', { 'package.json': '{"packageManager":"npm@11.21.2"}', '.npmrc': 'min-release-age=7\nmin-release-age-exclude=*\n' }, 'waits-a-week-for-versions', /^fail/],
    ['npm below a heading', { 'package.json': '{"packageManager":"npm@11.21.2"}', '.npmrc': '[install]\nmin-release-age=7\n' }, 'waits-a-week-for-versions', /^fail/],
    ['npm, a value that is none', { 'package.json': '{"packageManager":"npm@11.21.2"}', '.npmrc': 'min-release-age=7d\n' }, 'waits-a-week-for-versions', /^fail/],
    ['bun outside of its table', { 'package.json': '{"packageManager":"bun@1.4.5"}', 'bunfig.toml': 'minimumReleaseAge = 604800\n[install.cache]\nminimumReleaseAge = 604800\n' }, 'waits-a-week-for-versions', /^fail/],
    ['pnpm that allows all builds', { 'package.json': '{"packageManager":"pnpm@11.0.0"}', 'pnpm-workspace.yaml': 'dangerouslyAllowAllBuilds: true\n' }, 'installing-runs-no-scripts', /^fail/],
    ['Yarn 4.14, by itself', { 'package.json': '{"packageManager":"yarn@4.14.1"}', '.yarnrc.yml': '{}\n' }, 'installing-runs-no-scripts', /^pass/],
    ['Yarn 4.13, by itself', { 'package.json': '{"packageManager":"yarn@4.13.0"}', '.yarnrc.yml': '{}\n' }, 'installing-runs-no-scripts', /^fail/],
  ])('%s', async (_, files, probe, outcome) => {
    expect(await look(probe, laid(files))).toMatch(outcome);
  }); // prettier-ignore

  it('Yarn merges: a package that waits less is no week', async () => {
    const root = { 'package.json': '{"packageManager":"yarn@4.18.1","workspaces":["packages/*"]}' };
    const own = at(member, { 'package.json': '{}', '.yarnrc.yml': 'npmMinimalAgeGate: 1d\n' });
    const folder = laid({ ...root, '.yarnrc.yml': 'npmMinimalAgeGate: 7d\n', ...own });
    expect(await look('waits-a-week-for-versions', join(folder, member))).toMatch(
      /^fail: yarn takes versions of 1 days/,
    );
  });
});

/** npm itself is asked: which of its settings hold for a script of the package. */
describe('npm agrees', () => {
  const asks = 'node -p "[process.env.npm_config_ignore_scripts,process.env.npm_config_save_exact].join()"';
  const texts = [
    'ignore-scripts=true\nsave-exact=true\n',
    'ignore-scripts=true\nignore-scripts=false\n',
    '[x]\nignore-scripts=true\n',
    '; ignore-scripts=true\nsave-exact = true # always\n',
    '"ignore-scripts"="true"\n',
    'ignore-scripts\n',
    'ignoreScripts=true\nsaveExact=true\n',
    "\uFEFFignore-scripts='true'\r\nsave-exact=true\r\n",
  ];
  const holders = [['root'], ['package'], ['root', 'package']];
  const rows = texts.flatMap((text, index) => [{ text, holder: holders[index % 3] ?? [] }]);
  it.each(rows)('$holder $text', { timeout: 30_000 }, async ({ text, holder }) => {
    const files = {
      'package.json': json({ workspaces: ['packages/*'], packageManager: 'npm@11.21.2' }),
      ...(holder.includes('root') && { '.npmrc': text }),
      ...at(member, {
        'package.json': json({ name: 'api', scripts: { ask: asks } }),
        ...(holder.includes('package') && { '.npmrc': text }),
      }),
    };
    const folder = join(laid(files), member);
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
    const { stdout } = spawnSync('npm', ['run', '--silent', 'ask'], {
      cwd: folder,
      env: {
        ...env,
        npm_config_userconfig: join(folder, 'none'),
        npm_config_globalconfig: join(folder, 'none-either'),
      },
      encoding: 'utf8',
      timeout: 25_000,
    });
    const [scripts, exact] = stdout.trim().split(',');
    expect(await look('installing-runs-no-scripts', folder)).toMatch(scripts === 'true' ? /^pass/ : /^fail/);
    expect(await look('versions-are-exact', folder)).toMatch(exact === 'true' ? /^pass/ : /^fail/);
  });
});

const run = 'npm ci\nnpx eslint .\nnpx tsc\nnpx vitest run\nnpm audit\nnpx secretlint x';
const steps = (commands: string, more = ''): string =>
  `${more}    steps:\n${commands.split('\n').map((line) => `      - run: ${line}\n`).join('')}`; // prettier-ignore
const workflow = (jobs: string, head = 'on: pull_request\n'): string => `${head}jobs:\n  a:\n${jobs}`;

describe('workflows of a package in a folder of a repository', () => {
  const own = at(member, {
    'package.json': json({
      name: '@acme/api',
      dependencies: { a: '1.0.0' },
      scripts: { all: run.replaceAll('\n', ' && ') },
    }),
    'tsconfig.json': '{}',
  });
  const top = (text: string): Files => ({ 'package.json': '{}', '.github/workflows/ci.yml': text, ...own });
  const inside = (text: string): string =>
    text
      .split('\n')
      .map((line) => `cd ${member} && ${line}`)
      .join('\n');
  it.each<[name: string, files: Files, outcome: RegExp]>([
    ['in the package only', { 'package.json': '{}', ...own, ...at(member, { '.github/workflows/ci.yml': workflow(steps(run)) }) }, /^fail: .*never run: GitHub reads workflows only at the root of the repository/],
    ['at the top, of the job', top(workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`))), /^pass/],
    ['at the top, of the workflow', top(workflow(steps(run), `on: pull_request\ndefaults: {run: {working-directory: ./${member}/}}\n`)), /^pass/],
    ['at the top, of another folder', top(workflow(steps(run, '    defaults: {run: {working-directory: packages/web}}\n'))), /^(?:fail|inconclusive)/],
    ['at the top, of an expression', top(workflow(steps(run, '    defaults: {run: {working-directory: "${{ matrix.dir }}"}}\n'))), /^inconclusive/],
    ['at the top, without a folder', top(workflow(steps(run))), /^inconclusive: .*may not reach packages\/api/],
    ['with cd', top(workflow(steps(inside(run)))), /^pass/],
    ['by its name', top(workflow(steps('npm ci\nnpm run all -w @acme/api'))), /^pass/],
    ['by the name of another', top(workflow(steps('npm ci\nnpm run all -w @acme/web'))), /^(?:fail|inconclusive)/],
    ['by its folder', top(workflow(steps(`npm ci\nnpm --prefix ${member} run all`))), /^pass/],
    ['for all packages', top(workflow(steps('npm ci\nnpm run all --workspaces'))), /^pass/],
    ['pnpm, recursively', top(workflow(steps('pnpm install --frozen-lockfile\npnpm -r run all'))), /^pass/],
    ['filters that see it', top(workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`), `on:\n  pull_request:\n    paths: ['${member}/**']\n`)), /^pass/],
    ['filters that see another', top(workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`), "on:\n  pull_request:\n    paths: ['packages/web/**']\n")), /^fail/],
    ['filters that see its sources only', top(workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`), `on:\n  pull_request:\n    paths: ['${member}/src/**']\n`)), /^inconclusive: .*filters/],
    ['filters that leave it out', top(workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`), `on:\n  pull_request:\n    paths-ignore: ['packages/**']\n`)), /^fail/],
    ['once a request is closed', top(workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`), 'on:\n  pull_request:\n    types: [closed]\n')), /^fail/],
    ['on a push, by a condition', top(workflow(steps(run, `    if: github.event_name == 'push'\n    defaults: {run: {working-directory: ${member}}}\n`))), /^fail/],
    ['a job that may fail', top(workflow(steps(run, `    continue-on-error: true\n    defaults: {run: {working-directory: ${member}}}\n`))), /^fail/],
    ['deeper than GitHub looks', { ...top(''), '.github/workflows/ci.yml': 'on: push\njobs: {}\n', '.github/workflows/more/ci.yml': workflow(steps(run)) }, /^fail/],
    ['that git ignores', { ...top(workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`))), '.gitignore': '.github\n' }, /^fail/],
    ['that calls one of the repository', { ...top('on: pull_request\njobs:\n  a:\n    uses: ./.github/workflows/checks.yml\n'), '.github/workflows/checks.yml': workflow(steps(run, `    defaults: {run: {working-directory: ${member}}}\n`), 'on: workflow_call\n') }, /^pass/],
    ['that does not parse', top('on: ['), /^inconclusive: .github\/workflows\/ci.yml is not YAML/],
  ])('%s', async (_, files, outcome) => {
    // What is asked of tests alone is asked in all of these: the first check that is missing decides.
    const said = await look('every-change-is-checked', join(laid(files, 'git'), member));
    expect(said).toMatch(outcome);
  }); // prettier-ignore

  it('an install at the root of the workspace is one of the package', async () => {
    const jobs = steps(`npm ci\nnpm run all -w @acme/api`);
    const files = { ...top(workflow(jobs)), 'package.json': '{"workspaces":["packages/*"]}' };
    expect(await look('every-change-is-checked', join(laid(files, 'git'), member))).toMatch(/^pass/);
  });
});

describe('robots of a package in a folder of a repository', () => {
  const entry = (more: string): string =>
    `version: 2\nupdates:\n  - package-ecosystem: npm\n    schedule: {interval: ` +
    `weekly}\n${more
      .split('\n')
      .map((line) => `    ${line}\n`)
      .join('')}`;
  const late = 'cooldown: {default-days: 7}';
  const own = at(member, { 'package.json': '{}' });
  const dependabot = (text: string): Files => ({ '.github/dependabot.yml': text, ...own });
  const workspace = { 'package.json': '{"workspaces":["packages/*"]}' };
  it.each<[name: string, files: Files, outcome: RegExp]>([
    ['in the package only', { ...own, ...at(member, { '.github/dependabot.yml': entry(`directory: /\n${late}`) }) }, /^fail: .*never read/],
    ['for its folder', dependabot(entry(`directory: /${member}\n${late}`)), /^pass/],
    ['for a pattern of folders', dependabot(entry(`directories: ['/packages/*']\n${late}`)), /^pass/],
    ['for another folder', dependabot(entry(`directory: /packages/web\n${late}`)), /^fail: .*it does for npm in \/packages\/web/],
    ['for the top, which is no workspace', dependabot(entry(`directory: /\n${late}`)), /^fail/],
    ['for the root of its workspace', { ...dependabot(entry(`directory: /\n${late}`)), ...workspace }, /^pass/],
    ['that opens no request', dependabot(entry(`directory: /${member}\nopen-pull-requests-limit: 0\n${late}`)), /^fail/],
    ['that ignores everything', dependabot(entry(`directory: /${member}\nignore: [{dependency-name: '*'}]\n${late}`)), /^fail/],
    ['that waits for nothing of a kind', dependabot(entry(`directory: /${member}\ncooldown: {default-days: 7, semver-patch-days: 0}`)), /^fail/],
    ['that exempts everything', dependabot(entry(`directory: /${member}\ncooldown: {default-days: 7, exclude: ['*']}`)), /^fail/],
    ['that does not parse', dependabot('updates: ['), /^inconclusive: .github\/dependabot.yml/],
    ['Renovate at the top', { ...own, 'renovate.json': '{"minimumReleaseAge":"7 days"}' }, /^pass/],
    ['Renovate in the package', { ...own, ...at(member, { 'renovate.json': '{"minimumReleaseAge":"7 days"}' }) }, /^fail/],
    ['Renovate that leaves it out', { ...own, 'renovate.json': '{"minimumReleaseAge":"7 days","ignorePaths":["packages/**"]}' }, /^fail/],
    ['Renovate that is off', { ...own, 'renovate.json': '{"minimumReleaseAge":"7 days","enabled":false}' }, /^fail/],
    ['Renovate by presets', { ...own, 'renovate.json': '{"extends":["config:best-practices"]}' }, /^inconclusive/],
    ['Renovate that does not parse', { ...own, 'renovate.json': '{' }, /^inconclusive/],
  ])('%s', async (_, files, outcome) => {
    expect(await look('updates-come-late', join(laid(files, 'git'), member))).toMatch(outcome);
  }); // prettier-ignore
});

describe('the lockfile that is used', () => {
  const spec = { dependencies: { a: '1.0.0' } };
  const found = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } };
  const strict = { '.npmrc': 'allow-git=none\nallow-remote=none\n' };
  const root = {
    'package.json': json({ workspaces: ['packages/*'], packageManager: 'npm@11.21.2' }),
    ...strict,
  };
  const own = at(member, { 'package.json': json({ name: 'api', ...spec }) });
  const lock = (packages: object): Files => ({
    'package-lock.json': json({ lockfileVersion: 3, packages: { '': {}, ...packages, ...found } }),
  });
  const good = lock({ [member]: spec });
  const local = at(member, {
    'package-lock.json': json({ lockfileVersion: 3, packages: { '': spec, ...found } }),
  });
  it.each<[name: string, files: Files, outcome: RegExp]>([
    ['at the root', { ...root, ...own, ...good }, /^pass/],
    ['in the package only', { ...root, ...own, ...local }, /^fail: there is no lockfile at the root of the workspace/],
    ['at both: the one in the package is read by nobody', { ...root, ...own, ...good, ...local }, /^pass: .*read by nobody/],
    ['at the root, a stale one, whatever the package has', { ...root, ...own, ...local, ...lock({ [member]: {} }) }, /^fail: does not know a@1\.0\.0/],
    ['at the root, made before the package', { ...root, ...own, ...lock({}) }, /^fail: it was not made for this package/],
    ['of another manager', { ...root, ...own, 'yarn.lock': '# yarn lockfile v1\n' }, /^fail: npm uses .*package-lock\.json, which is not there/],
    ['two of them', { ...root, ...own, ...good, 'yarn.lock': '# yarn lockfile v1\n' }, /^fail: there is a second/],
    ['ignored', { ...root, ...own, ...good, '.gitignore': 'package-lock.json\n' }, /^fail: git ignores/],
    ['that does not parse', { ...root, ...own, 'package-lock.json': '{' }, /^inconclusive/],
  ])('%s', async (_, files, outcome) => {
    const root = laid(files, files['.gitignore'] === undefined ? 'none' : 'git');
    expect(await look('packages-come-from-the-lockfile', join(root, member))).toMatch(outcome);
  }); // prettier-ignore

  it('a package of a Yarn workspace is judged as Yarn, with what Yarn needs', async () => {
    const files = {
      'package.json': '{"workspaces":["packages/*"]}',
      'yarn.lock': '# yarn lockfile v1\n\n\na@1.0.0:\n  version "1.0.0"\n  integrity sha512-x\n',
      ...own,
    };
    const said = await look(
      'packages-come-from-the-lockfile',
      join(laid({ ...files, ...at(member, strict) }), member),
    );
    expect(said).toMatch(
      /^fail: yarn may take packages .*approvedGitRepositories: \[\] in \.\.\/\.\.\/\.yarnrc/,
    );
  });
});

/** There and not readable is neither absent nor good. */
describe('a file that cannot be read', () => {
  const named = (manager: string): string =>
    json({ packageManager: manager, engines: { node: '>=26' }, dependencies: { a: '1.0.0' } });
  const rows: readonly (readonly [
    file: string,
    broken: string | undefined,
    manager: string,
    probe: string,
  ])[] = [
    ['package.json', '{', 'npm@11.21.2', 'names-a-supported-node'],
    ['package.json', 'null', 'npm@11.21.2', 'installing-runs-no-scripts'],
    ['.npmrc', undefined, 'npm@11.21.2', 'installing-runs-no-scripts'],
    ['.npmrc', undefined, 'npm@11.21.2', 'versions-are-exact'],
    ['pnpm-workspace.yaml', 'a: [', 'pnpm@12.21.0', 'installing-runs-no-scripts'],
    ['.yarnrc.yml', '- a', 'yarn@4.18.1', 'installing-runs-no-scripts'],
    ['bunfig.toml', '[install]\nexact', 'bun@1.4.5', 'waits-a-week-for-versions'],
    ['.nvmrc', undefined, 'npm@11.21.2', 'names-a-supported-node'],
    ['package-lock.json', '[]', 'npm@12.2.0', 'packages-come-from-the-lockfile'],
    ['.github/dependabot.yml', undefined, 'npm@11.21.2', 'updates-come-late'],
    ['.github/workflows/ci.yml', 'a: [', 'npm@11.21.2', 'actions-are-named-by-commit'],
    ['.github/workflows/ci.yml', undefined, 'npm@11.21.2', 'jobs-have-few-rights'],
    ['.github/workflows/ci.yml', 'a: [', 'npm@11.21.2', 'every-change-is-checked'],
  ];
  const ways = (broken: string | undefined): readonly string[] => [
    'a link',
    'a pipe',
    'too large',
    ...(broken === undefined ? [] : ['no text that parses']),
  ];
  const all = rows.flatMap(([file, broken, manager, probe]) =>
    ways(broken).map((way) => ({ file, broken, manager, probe, way })),
  );

  it.each(all)('$probe: $file is $way', async ({ file, broken = '', manager, probe, way }) => {
    const folder = laid({ 'package.json': named(manager) }, 'none');
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    if (way === 'a link') symlinkSync('/dev/null', path);
    else if (way === 'a pipe') execFileSync('mkfifo', [path]);
    else writeFileSync(path, way === 'too large' ? 'a'.repeat(9 * 1024 * 1024) : broken);
    const said = await look(probe, folder);
    expect(said).not.toMatch(/^(?:pass|error)/);
    // What is missing as well may fail; of the file itself it is said that it could not be read.
    const probed = probeById.get(probe);
    const findings = probed?.read((await probed.exercise(openRepo(folder) as never)) as never) ?? [];
    expect(
      findings.some(
        ({ outcome, because, where = '' }) =>
          outcome === 'inconclusive' && `${because} ${where}`.includes(file),
      ),
    ).toBe(true);
  });
});
