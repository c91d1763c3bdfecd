import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { copySources, type CopyOptions } from '../../src/verify/isolation/copy.js';
import { linkModules, modulesOf } from '../../src/verify/isolation/modules.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function ground(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-copy-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function copied(place: string, options: Partial<CopyOptions> = {}) {
  const to = join(place, 'copy');
  return { to, ...copySources({ from: join(place, 'repo'), to, leaves: () => false, ...options }) };
}

it('leaves every .env out, at any depth and by any link, and keeps the templates', () => {
  const place = ground({
    'repo/.env': 'x',
    'repo/.ENV.local': 'x',
    'repo/.envrc': 'x',
    'repo/a/b/.env.production': 'x',
    'repo/.env.d/key': 'x',
    'repo/.env.example': 'kept',
    'repo/.env.production.template': 'kept',
    'repo/a/environment.js': 'kept',
  });
  symlinkSync('.env', join(place, 'repo/settings'));
  symlinkSync('.env.d/key', join(place, 'repo/key'));
  const { to } = copied(place);
  const found = execFileSync('find', ['.', '-not', '-type', 'd'], { cwd: to, encoding: 'utf8' });
  expect(found.trim().split('\n').sort()).toEqual([
    './.env.example',
    './.env.production.template',
    './a/environment.js',
  ]);
});

it('keeps links within the sources, and names those that lead out', () => {
  const place = ground({ 'repo/a/file': 'x', 'outside/secret': 'y' });
  symlinkSync('../a', join(place, 'repo/a/up'));
  symlinkSync(join(place, 'repo/a/file'), join(place, 'repo/absolute'));
  symlinkSync(join(place, 'outside'), join(place, 'repo/out'));
  symlinkSync('out', join(place, 'repo/out-again'));
  symlinkSync('nowhere', join(place, 'repo/dangling'));
  const { to, left } = copied(place);
  expect(readlinkSync(join(to, 'absolute'))).toBe('a/file');
  expect(realpathSync(join(to, 'a/up'))).toBe(join(to, 'a'));
  expect(left).toEqual(['out: a link that leads out', 'out-again: a link that leads out']);
  expect(existsSync(join(to, 'out'))).toBe(false);
});

it('copies by content: what is written in the copy stays there', () => {
  const place = ground({ 'repo/data/db.json': 'mine' });
  linkSync(join(place, 'repo/data/db.json'), join(place, 'repo/data/same.json'));
  const { to } = copied(place);
  writeFileSync(join(to, 'data/db.json'), 'theirs');
  writeFileSync(join(to, 'data/same.json'), 'theirs');
  expect(readFileSync(join(place, 'repo/data/db.json'), 'utf8')).toBe('mine');
});

it.skipIf(process.platform === 'win32')('names special files and does not wait for them', () => {
  const place = ground({ 'repo/file': 'x' });
  execFileSync('mkfifo', [join(place, 'repo/pipe')]);
  expect(copied(place).left).toEqual(['pipe: no plain file']);
});

it('is bounded in files and in bytes, and says where it stopped', () => {
  const place = ground({
    'repo/a/1': '1',
    'repo/a/2': '2',
    'repo/b/c/3': '3',
    'repo/big': 'x'.repeat(2_000),
  });
  const { left } = copied(place, { bounds: { files: 2, bytes: 10_000, bytesOfOne: 1_000 } });
  expect(left).toEqual(['big: too large', 'b: more than 2 files']);
});

it('takes neither history, packages, nor what the caller leaves', () => {
  const place = ground({ 'repo/.git/x': '', 'repo/node_modules/x': '', 'repo/dist/x': '', 'repo/src/x': '' });
  const { to, modules } = copied(place, { leaves: (path) => path === 'dist' });
  expect(existsSync(join(to, 'src/x'))).toBe(true);
  for (const gone of ['.git', 'node_modules', 'dist']) expect(existsSync(join(to, gone))).toBe(false);
  expect(modules).toEqual(['node_modules']);
});

it('links packages one by one; those of the workspace lead into the copy', () => {
  const place = ground({
    'repo/packages/own/index.js': 'x',
    'repo/node_modules/express/index.js': 'x',
    'repo/node_modules/@scope/name/index.js': 'x',
    'repo/node_modules/.cache/x': '',
  });
  const root = join(place, 'repo');
  symlinkSync('../packages/own', join(root, 'node_modules/own'));
  symlinkSync('../../packages/own', join(root, 'node_modules/@scope/own'));
  const { to, modules } = copied(place);
  linkModules({ root, copy: to, modules: modulesOf(root, modules) });
  const real = (name: string): string => realpathSync(join(to, 'node_modules', name));
  expect(real('express')).toBe(join(root, 'node_modules/express'));
  expect(real('@scope/name')).toBe(join(root, 'node_modules/@scope/name'));
  expect(real('own')).toBe(join(to, 'packages/own'));
  expect(real('@scope/own')).toBe(join(to, 'packages/own'));
  expect(existsSync(join(to, 'node_modules/.cache'))).toBe(false);
});
