import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { snapshot } from '../commit/folders.js';
import { prepare } from '../../src/build/prepare.mjs';

/**
 * `new` in a repository or a workspace: what it writes lies where it is read, and what could not be written
 * is said.
 */
const binary = join(import.meta.dirname, '../../dist/rampart.cjs');
const folders: string[] = [];
beforeAll(() => prepare(), 120_000);
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-new-placed-'));
  folders.push(folder);
  execFileSync('git', ['init', '-q', folder]);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Said {
  readonly leftToDo: readonly string[];
  readonly controls: readonly { readonly id: string; readonly outcome: string; readonly because: string }[];
}

function rampart(cwd: string, ...args: readonly string[]): { readonly text: string; readonly json: Said } {
  const { stdout, stderr } = spawnSync(process.execPath, [binary, ...args, '--json'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, npm_config_user_agent: '', CI: '', NO_COLOR: '1' },
    timeout: 60_000,
  });
  return { text: stderr, json: JSON.parse(stdout) as Said };
}

/** What verify says of each control, by its id. */
function verdicts(folder: string): ReadonlyMap<string, string> {
  const { controls } = rampart(folder, 'verify', '--no-write').json;
  return new Map(controls.map(({ id, outcome, because }) => [id, `${outcome}: ${because}`]));
}

const quick = ['--yes', '--no-install'];
const ofGuides = ['threat-model', 'implementation-guide'];
const ofRepository = [
  'ci-pinned-actions',
  'ci-least-privilege',
  'ci-runs-checks',
  'dependency-updates',
  'sbom',
];

describe('a service in a folder of a repository', () => {
  it('has its workflows and its robot where GitHub reads them', { timeout: 60_000 }, () => {
    const root = repository({ 'README.md': '' });
    const { json } = rampart(root, 'new', 'apps/svc', ...quick);
    expect(json.leftToDo).toEqual([]);
    const service = join(root, 'apps/svc');
    expect(existsSync(join(service, '.github'))).toBe(false);
    expect(existsSync(join(service, '.npmrc'))).toBe(true);
    const said = verdicts(service);
    for (const id of [...ofRepository, ...ofGuides])
      expect(`${id} ${said.get(id)}`).toMatch(new RegExp(`^${id} pass`));
  });

  it('adds to what stands and overwrites none of it', { timeout: 60_000 }, () => {
    const theirs = {
      '.github/workflows/svc-ci.yml': 'name: mine\non: push\njobs: {}\n',
      '.github/dependabot.yml':
        'version: 2\nupdates:\n- package-ecosystem: github-actions\n  directory: /\n# mine\n',
    };
    const root = repository(theirs);
    const { json } = rampart(root, 'new', 'apps/svc', ...quick);
    const text = (path: string): string => readFileSync(join(root, path), 'utf8');
    expect(text('.github/workflows/svc-ci.yml')).toBe(theirs['.github/workflows/svc-ci.yml']);
    expect(text('.github/dependabot.yml')).toContain('# mine');
    expect(text('.github/dependabot.yml')).toContain('directory: /apps/svc\n');
    expect(json.leftToDo.join('\n')).toMatch(
      /github-actions in \/[^]*svc-ci\.yml exists and was left unchanged/,
    );
    expect(verdicts(join(root, 'apps/svc')).get('ci-runs-checks')).not.toMatch(/^pass/);
  });

  it('is taken back as a whole, from the top', { timeout: 60_000 }, () => {
    const root = repository({
      'README.md': '',
      '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n',
    });
    const before = snapshot(root);
    rampart(root, 'new', 'apps/svc', ...quick);
    rampart(root, 'undo');
    expect(snapshot(root)).toEqual(before);
  });

  it('says nothing of the kind where it has a repository of its own', { timeout: 60_000 }, () => {
    const alone = mkdtempSync(join(tmpdir(), 'rampart-new-placed-'));
    folders.push(alone);
    const { json } = rampart(alone, 'new', 'svc', ...quick);
    expect(json.leftToDo).toEqual([]);
    const said = verdicts(join(alone, 'svc'));
    for (const id of ofRepository) expect(`${id} ${said.get(id)}`).toMatch(new RegExp(`^${id} pass`));
  });
});

describe('a service in a workspace', () => {
  const workspace = '{ "name": "acme", "private": true, "workspaces": ["packages/*"] }';
  const policy = ['install-scripts-off', 'release-age', 'dependencies-locked', 'versions-exact'];

  it.each(['npm', 'pnpm', 'yarn', 'bun'] as const)(
    'is protected from its root, with %s',
    { timeout: 60_000 },
    (manager) => {
      const root = repository({
        'package.json': workspace,
        'README.md': '',
        ...(manager === 'pnpm' && { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' }),
      });
      const { json } = rampart(root, 'new', 'packages/svc', ...quick, '--package-manager', manager);
      expect(json.leftToDo).toEqual([]);
      const said = verdicts(join(root, 'packages/svc'));
      const proven = ['install-scripts-off', 'release-age', 'versions-exact', 'container-hardening'];
      for (const id of [...proven, ...ofRepository, ...ofGuides])
        expect(`${id} ${said.get(id)}`).toMatch(new RegExp(`^${id} pass`));
      // Nothing was installed, so there is none yet.
      expect(said.get('dependencies-locked')).toContain('there is no lockfile');
    },
  );

  it('is not, once the settings at the root are taken away', { timeout: 60_000 }, () => {
    const root = repository({ 'package.json': workspace });
    rampart(root, 'new', 'packages/svc', ...quick);
    rmSync(join(root, '.npmrc'));
    const said = verdicts(join(root, 'packages/svc'));
    for (const id of policy)
      expect(`${id} ${said.get(id)}`).toMatch(new RegExp(`^${id} (?:fail|inconclusive)`));
  });

  it('keeps what the workspace says, and tells it', { timeout: 60_000 }, () => {
    const root = repository({ 'package.json': workspace, '.npmrc': 'ignore-scripts=false\nfund=false\n' });
    const { json } = rampart(root, 'new', 'packages/svc', ...quick);
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(
      /^ignore-scripts=false\nfund=false\n[^]*min-release-age=7\n$/,
    );
    expect(json.leftToDo.join('\n')).toMatch(/\.npmrc has other values[^]*ignore-scripts/);
    expect(verdicts(join(root, 'packages/svc')).get('install-scripts-off')).toMatch(/^fail/);
  });

  it('takes the manager that the workspace is installed with, in its version', { timeout: 60_000 }, () => {
    const root = repository({
      'package.json': '{ "workspaces": ["packages/*"], "packageManager": "pnpm@11.3.0+sha512.abc" }',
      'pnpm-workspace.yaml': 'packages: [packages/*]\n',
    });
    rampart(root, 'new', 'packages/svc', ...quick);
    expect(readFileSync(join(root, 'packages/svc/Dockerfile'), 'utf8')).toContain(' pnpm@11.3.0\n');
    expect(readFileSync(join(root, '.github/workflows/svc-ci.yml'), 'utf8')).toContain(
      'package_json_file: package.json',
    );
  });

  it('that is no repository is made in it all the same, and says so', { timeout: 60_000 }, () => {
    const root = repository({ 'package.json': workspace });
    rmSync(join(root, '.git'), { recursive: true });
    const { json } = rampart(root, 'new', 'packages/svc', ...quick);
    expect(json.leftToDo).toEqual([expect.stringContaining('There is no git repository around it')]);
    expect(existsSync(join(root, 'packages/svc/.git'))).toBe(false);
    expect(existsSync(join(root, '.npmrc'))).toBe(true);
  });

  it('of another manager says that it is written for the wrong one', { timeout: 60_000 }, () => {
    const root = repository({ 'package.json': workspace, 'yarn.lock': '# yarn lockfile v1\n' });
    const { json } = rampart(root, 'new', 'packages/svc', ...quick, '--package-manager', 'npm');
    expect(json.leftToDo.join('\n')).toContain('uses yarn, but this service uses npm');
  });
});
