import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepare } from '../../src/build/prepare.mjs';

/** `new` where not all that it writes works: it says so, and verify does not tick it. */
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
const ofRepository = [
  'ci-pinned-actions',
  'ci-least-privilege',
  'ci-runs-checks',
  'dependency-updates',
  'sbom',
];

describe('a service in a folder of a repository', () => {
  it('says what GitHub does not read there, and verify ticks none of it', { timeout: 60_000 }, () => {
    const root = repository({ 'README.md': '' });
    const { json, text } = rampart(root, 'new', 'apps/svc', ...quick);
    expect(json.leftToDo).toHaveLength(3);
    for (const line of json.leftToDo) expect(text).toContain(line);
    expect(json.leftToDo.join('\n')).toMatch(
      /git was not initialised[^]*\.github\/workflows does nothing here[^]*dependabot/,
    );
    const said = verdicts(join(root, 'apps/svc'));
    for (const id of ofRepository)
      expect(said.get(id)).toMatch(/^(?:fail|inconclusive): .*never (?:run|read)/);
  });

  it('is right again when what it says is done', { timeout: 60_000 }, () => {
    const root = repository({ 'README.md': '' });
    rampart(root, 'new', 'apps/svc', ...quick);
    const service = join(root, 'apps/svc');
    cpSync(join(service, '.github'), join(root, '.github'), { recursive: true });
    rmSync(join(service, '.github'), { recursive: true });
    const edit = (file: string, change: (text: string) => string): void => {
      const path = join(root, '.github', file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    };
    edit('workflows/ci.yml', (text) =>
      text.replaceAll(/^( {4}runs-on: .*)$/gm, '$1\n    defaults: {run: {working-directory: apps/svc}}'),
    );
    edit('dependabot.yml', (text) =>
      text.replace(/(package-ecosystem: npm\n {4}directory: )\//, '$1/apps/svc'),
    );
    const said = verdicts(service);
    for (const id of ofRepository) expect(`${id} ${said.get(id)}`).toMatch(new RegExp(`^${id} pass`));
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

  it('says what npm does not read there, and verify ticks none of it', { timeout: 60_000 }, () => {
    const root = repository({
      'package.json': workspace,
      'package-lock.json': '{"lockfileVersion":3,"packages":{"":{}}}',
    });
    const { json } = rampart(root, 'new', 'packages/svc', ...quick);
    expect(json.leftToDo.join('\n')).toMatch(
      /\.npmrc does nothing here[^]*\.\.\/\.\.\/package-lock\.json[^]*Dockerfile copies package-lock\.json/,
    );
    const said = verdicts(join(root, 'packages/svc'));
    for (const id of policy)
      expect(`${id} ${said.get(id)}`).toMatch(new RegExp(`^${id} (?:fail|inconclusive)`));
    expect(said.get('dependencies-locked')).toContain('was not made for this package');
    for (const id of ofRepository) expect(said.get(id)).not.toMatch(/^pass/);
  });

  it('is protected again with the settings at the root', { timeout: 60_000 }, () => {
    const root = repository({ 'package.json': workspace });
    rampart(root, 'new', 'packages/svc', ...quick);
    const service = join(root, 'packages/svc');
    cpSync(join(service, '.npmrc'), join(root, '.npmrc'));
    const said = verdicts(service);
    for (const id of ['install-scripts-off', 'release-age', 'versions-exact'])
      expect(`${id} ${said.get(id)}`).toMatch(new RegExp(`^${id} pass`));
  });

  it('of another manager says that it is written for the wrong one', { timeout: 60_000 }, () => {
    const root = repository({ 'package.json': workspace, 'yarn.lock': '# yarn lockfile v1\n' });
    const { json } = rampart(root, 'new', 'packages/svc', ...quick, '--package-manager', 'npm');
    expect(json.leftToDo.join('\n')).toContain('installed with yarn, and this service is written for npm');
  });
});
