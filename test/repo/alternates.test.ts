import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openGit } from '../../src/repo/git/git.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-alternates-')));
  spawnSync('git', ['init', '-q', root]);
  mkdirSync(join(root, '.git/objects/info'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const alternates = (folder: string): string => join(folder, 'info/alternates');

it('objects elsewhere are read where that file is one', () => {
  mkdirSync(join(root, 'other'));
  writeFileSync(alternates(join(root, '.git/objects')), `${join(root, 'other')}\n`);
  expect(openGit(root).state).toBe('used');
});

it.each<[string, (objects: string) => void]>([
  ['a device', (objects) => symlinkSync('/dev/zero', alternates(objects))],
  ['a pipe', (objects) => void spawnSync('mkfifo', [alternates(objects)])],
  [
    'a device behind another',
    (objects) => {
      mkdirSync(join(root, 'other/info'), { recursive: true });
      symlinkSync('/dev/zero', alternates(join(root, 'other')));
      writeFileSync(alternates(objects), `${join(root, 'other')}\n`);
    },
  ],
  ['itself', (objects) => writeFileSync(alternates(objects), `${objects}\n`)],
])('%s in the place of that file is told, and git is not asked', (_name, plant) => {
  plant(join(root, '.git/objects'));
  const started = Date.now();
  const git = openGit(root);
  expect(git.state).toBe('could-not-be-read');
  expect(git.because).toContain('info/alternates');
  expect(Date.now() - started).toBeLessThan(2_000);
});
