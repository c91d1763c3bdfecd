import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { surroundingsOf } from '../../src/verify/isolation/surroundings.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';
import { usableWalls } from '../e2e/support/usable-walls.js';

let top: string;
beforeEach(() => (top = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-around-')))));
afterEach(() => rmSync(top, { recursive: true, force: true }));

function git(folder: string, ...args: readonly string[]): void {
  const settings = [
    '-c',
    'user.name=t',
    '-c',
    'user.email=t@example.test',
    '-c',
    'protocol.file.allow=always',
  ];
  const { status, stderr } = spawnSync('git', ['-C', folder, ...settings, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function repository(name: string): string {
  const folder = join(top, name);
  mkdirSync(folder);
  git(folder, 'init', '-q');
  writeFileSync(join(folder, 'a.txt'), 'a');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'one');
  return folder;
}

/** Says what it can see, and writes where it should not be able to. */
const curious = (canary: string): string => `
const fs = require('fs');
const said = [];
for (const file of ['../.env', '../web/.env'])
  try { said.push(fs.readFileSync(file, 'utf8')); } catch (error) { said.push(error.code); }
for (const file of ['../CANARY', '../.git/hooks/CANARY', '../web/CANARY']) try { fs.writeFileSync(file, 'x'); } catch {}
fs.writeFileSync(${JSON.stringify(canary)}, said.join(' '));
require('http').createServer((q, r) => r.end('{}')).listen(Number(process.env.PORT));`;

describe('what lies around the sources', () => {
  it('is found for a subfolder, a worktree and a submodule', () => {
    const main = repository('main');
    mkdirSync(join(main, 'api'));
    expect(surroundingsOf(join(main, 'api')).repositories).toEqual([main]);
    expect(surroundingsOf(main).repositories).toEqual([]);
    git(main, 'worktree', 'add', '-q', join(top, 'tree'));
    expect(surroundingsOf(join(top, 'tree')).repositories).toEqual([main]);
    const around = repository('around');
    git(around, 'submodule', '--quiet', 'add', main, 'part');
    expect(surroundingsOf(join(around, 'part')).repositories).toEqual([around]);
  });

  it.each(usableWalls())('is neither changed nor read for its settings (%s)', async (wall) => {
    const main = repository('main');
    const canary = join(top, 'said');
    for (const folder of ['api', 'web']) mkdirSync(join(main, folder));
    for (const path of ['.env', 'web/.env']) writeFileSync(join(main, path), 'TOP_SECRET=1');
    writeFileSync(join(main, 'api/package.json'), '{"scripts":{"start":"node server.js"}}');
    writeFileSync(join(main, 'api/server.js'), curious(canary));
    await booted(join(main, 'api'), wall);
    expect(readFileSync(canary, 'utf8')).not.toContain('TOP_SECRET');
    for (const path of ['CANARY', '.git/hooks/CANARY', 'web/CANARY'])
      expect(existsSync(join(main, path)), path).toBe(false);
    // The same program, run as it stands, does all of it.
    spawnSync(
      process.execPath,
      ['-e', `process.env.PORT = '0'; setTimeout(process.exit, 300); require('./server.js')`],
      {
        cwd: join(main, 'api'),
      },
    );
    expect(readFileSync(canary, 'utf8')).toContain('TOP_SECRET');
    expect(existsSync(join(main, '.git/hooks/CANARY'))).toBe(true);
  });
});

describe('an output that git ignores', () => {
  const old = new Date(Date.now() - 3_600_000);

  function serviceWith(scripts: object): string {
    const folder = repository('service');
    mkdirSync(join(folder, 'compiled'));
    const server = `require('http').createServer((q, r) => r.end('{}')).listen(Number(process.env.PORT));`;
    writeFileSync(join(folder, 'source.js'), server);
    writeFileSync(join(folder, 'compiled/server.js'), server);
    utimesSync(join(folder, 'compiled/server.js'), old, old);
    writeFileSync(join(folder, '.gitignore'), 'compiled/\n');
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ scripts: { start: 'node compiled/server.js', ...scripts } }),
    );
    return folder;
  }

  it.each([
    ['no build at all', {}],
    ['a build that makes nothing', { build: 'node -e 0' }],
  ])('is not booted after %s', async (_name, scripts) => {
    const [trouble] = (await booted(serviceWith(scripts))).troubles;
    expect(trouble?.because).toMatch(/compiled\/server\.js/);
  });

  it('is booted when the build made it', async () => {
    const build =
      'node -e ' +
      `"fs.mkdirSync('compiled',{recursive:true});fs.writeFileSync('compiled/server.js',fs.readFileSync('source.js'))"`;
    expect((await booted(serviceWith({ build }))).troubles).toEqual([]);
  });
});

const booted = (root: string, wall?: ReturnType<typeof usableWalls>[number]) =>
  verify({
    repo: openRepo(root),
    boot: 'boot',
    url: undefined,
    reach: 'reads',
    environment: 'development',
    only: ['health-endpoints'],
    routes: [],
    earlier: [],
    now: () => new Date(),
    tell: () => undefined,
    ...(wall === undefined ? {} : { walls: [wall] }),
  });
