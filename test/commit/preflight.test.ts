import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { realDisk } from '../../src/commit/disk.js';
import { findConflicts } from '../../src/commit/preflight.js';
import type { Change } from '../../src/plan/plan.js';
import { create, folderWith, update } from './folders.js';

const conflicts = (root: string, changes: readonly Change[], disk = realDisk): string[] =>
  findConflicts({ root, command: 'add', notes: [], changes }, disk).map(
    ({ path, because }) => `${path}: ${because}`,
  );

it('finds every conflict at once, and none where there is none', () => {
  const elsewhere = folderWith();
  const root = folderWith({ 'there.ts': 'a', 'changed.ts': 'now', 'same.ts': 'same' });
  symlinkSync(elsewhere, join(root, 'out'));
  symlinkSync(join(root, 'same.ts'), join(root, 'link.ts'));
  symlinkSync(join(root, 'nowhere'), join(root, 'dangling.ts'));
  writeFileSync(join(root, 'latin1.ts'), Buffer.from([0x61, 0xe9, 0x62]));
  mkdirSync(join(root, 'folder.ts'));
  expect(
    conflicts(root, [
      create('there.ts', ''),
      create('out/x.ts', ''),
      create('dangling.ts', ''),
      create('there.ts/below.ts', ''),
      update('changed.ts', 'then', ''),
      update('gone.ts', '', ''),
      update('link.ts', 'same', ''),
      update('latin1.ts', 'a\uFFFDb', ''),
      update('folder.ts', '', ''),
      update('same.ts', 'same', ''),
      create('new/deep/file.ts', ''),
    ]),
  ).toEqual([
    'there.ts/below.ts: the plan makes there.ts a file',
    'there.ts: it exists already',
    'out/x.ts: out is a link, and links may lead out of the folder',
    'dangling.ts: it exists already, as a link',
    'there.ts/below.ts: there.ts is not a folder',
    'changed.ts: it changed since it was read',
    'gone.ts: it was deleted since it was read',
    'link.ts: it is a link, and links may lead out of the folder',
    'latin1.ts: it is not UTF-8 text',
    'folder.ts: it is not a regular file',
  ]);
});

it('compares with the BOM and the line endings that the plan read', () => {
  const root = folderWith({ 'bom.ts': '\uFEFFa\r\n' });
  expect(conflicts(root, [update('bom.ts', '\uFEFFa\r\n', 'b')])).toEqual([]);
  expect(conflicts(root, [update('bom.ts', 'a\r\n', 'b')])).toEqual(['bom.ts: it changed since it was read']);
});

it('sees what is not writable', () => {
  const root = folderWith({ 'a.ts': 'a' });
  const readOnly = {
    ...realDisk,
    writable: (path: string): 'yes' | 'no' => (path === join(root, 'a.ts') ? 'no' : 'yes'),
  };
  expect(conflicts(root, [update('a.ts', 'a', 'b')], readOnly)).toEqual(['a.ts: it is not writable']);
  const closed = { ...realDisk, writable: (): 'yes' | 'no' => 'no' };
  expect(conflicts(root, [create('b/c.ts', '')], closed)).toEqual([`b/c.ts: ${root} is not writable`]);
});

it.each(['../x', '/etc/x', 'a/../../x', 'a//b', './a', '', 'a\\..\\x', 'C:x', 'a\0b'])(
  'refuses the path %j',
  (path) => {
    expect(() => conflicts(folderWith(), [create(path, '')])).toThrow(
      expect.objectContaining({ code: 'RAMPART_PATH_OUTSIDE' }),
    );
  },
);

it('refuses two names for one file, as a disk without letter case would see it', () => {
  expect(conflicts(folderWith(), [create('README.md', ''), create('readme.md', '')])).toEqual([
    'readme.md: the plan names it twice',
  ]);
});
