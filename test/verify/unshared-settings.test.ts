import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/repo/repo.js';
import { write } from '../support/hostile-git.js';

/** Settings of an install that only this machine has, that switch the lockfile off, and what counts as exact. */
type Files = Readonly<Record<string, string>>;
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function look(id: string, files: Files): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-unshared-'));
  folders.push(folder);
  execFileSync('git', ['init', '-q', folder]);
  write(folder, files);
  const probe = probeById.get(id);
  if (probe === undefined) throw new Error(id);
  const findings = probe.read((await probe.exercise(openRepo(folder) as never)) as never);
  return findings.map(({ outcome, because }) => `${outcome}: ${because}`).join('\n');
}

const run = (packageManager: string): Files => ({ 'package.json': JSON.stringify({ packageManager }) });

describe.each([
  ['npm@11.21.2', '.npmrc', 'min-release-age=7\n'],
  ['pnpm@10.26.0', 'pnpm-workspace.yaml', 'minimumReleaseAge: 10080\n'],
  ['yarn@4.18.1', '.yarnrc.yml', 'npmMinimalAgeGate: 7d\n'],
  ['bun@1.4.5', 'bunfig.toml', '[install]\nminimumReleaseAge = 604800\n'],
])('%s: %s', (manager, file, text) => {
  it('counts where git shares it, and not where git ignores it', async () => {
    const files = { ...run(manager), [file]: text };
    expect(await look('waits-a-week-for-versions', files)).toMatch(/^pass/);
    const said = await look('waits-a-week-for-versions', { ...files, '.gitignore': `${file}\n` });
    expect(said).toMatch(/^fail/);
    expect(said).toContain('git ignores this file, so no clone has it');
  });
});

describe.each([
  ['npm@11.21.2', '.npmrc', 'package-lock=false\n'],
  ['npm@11.21.2', '.npmrc', 'shrinkwrap=false\n'],
  ['pnpm@10.26.0', '.npmrc', 'lockfile=false\n'],
  ['pnpm@10.26.0', 'pnpm-workspace.yaml', 'lockfile: false\n'],
  ['yarn@1.22.22', '.yarnrc', '--install.no-lockfile true\n'],
])('%s with %s: %s', (manager, file, text) => {
  const told = /^fail: \w+ is told to install without a lockfile/m;

  it('uses no lockfile', async () => {
    const files = { ...run(manager), 'package-lock.json': '{}', [file]: text };
    expect(await look('packages-come-from-the-lockfile', files)).toMatch(told);
    expect(await look('packages-come-from-the-lockfile', { ...files, [file]: '' })).not.toMatch(told);
  });
});

describe.each([
  [
    'updates-come-late',
    '.github/dependabot.yml',
    'updates: []\n',
    /^fail: git ignores \S+, so no robot sees it/,
  ],
  ['updates-come-late', 'renovate.json', '{}', /^fail: git ignores \S+, so no robot sees it/],
  ['every-change-is-checked', '.github/workflows/ci.yml', 'on: push\n', /^fail: git ignores \S+, so GitHub/],
  ['lists-what-is-shipped', '.github/workflows/ci.yml', 'on: push\n', /^fail: git ignores \S+, so GitHub/],
])('%s: %s', (id, path, text, told) => {
  it("is nobody else's where git ignores it, which is said", async () => {
    const files = { ...run('npm@11.21.2'), [path]: text };
    expect(await look(id, { ...files, '.gitignore': `${path}\n` })).toMatch(told);
    expect(await look(id, files)).not.toMatch(told);
  });
});

describe('an exact version', () => {
  it.each([
    ['5.3.0', 'pass'],
    ['=5.3.0', 'pass'],
    ['= v5.3.0', 'pass'],
    ['npm:other@=5.3.0', 'pass'],
    ['>=5.3.0', 'fail'],
    ['=5.3', 'fail'],
    ['==5.3.0', 'fail'],
  ])('%s: %s', async (express, outcome) => {
    const files = {
      'package.json': JSON.stringify({ packageManager: 'npm@11.21.2', dependencies: { express } }),
      '.npmrc': 'save-exact=true\n',
    };
    expect(await look('versions-are-exact', files)).toMatch(new RegExp(`^${outcome}`));
  });
});

describe('a file that does not parse', () => {
  const manifest = JSON.stringify({ packageManager: 'npm@11.21.2', engines: { node: '>=24' } });

  it.each([
    ['versions-are-exact', { '.npmrc': 'save-exact=true\n', 'package.json': '{' }, 'package.json'],
    ['packages-come-from-the-lockfile', { 'package.json': '{' }, 'package.json'],
    ['names-a-supported-node', { 'package.json': '{' }, 'package.json'],
    ['names-a-supported-node', { 'package.json': manifest, Dockerfile: 'FRM node:24\n' }, 'Dockerfile'],
  ])('%s: inconclusive, with the file', async (id, files, path) => {
    const said = await look(id, files as Files);
    expect(said).toMatch(new RegExp(`^inconclusive: ${path}`, 'm'));
    expect(said).not.toMatch(/^pass/m);
  });

  it('a Node that is supported is one where all files parse', async () => {
    const files = { 'package.json': manifest, Dockerfile: 'FROM node:24\n' };
    expect(await look('names-a-supported-node', files)).toMatch(/^pass/);
  });
});
