import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extendUndo } from '../../src/commit/extend-undo.js';
import { commitNew } from '../../src/commit/new.js';
import { undo } from '../../src/commit/undo.js';
import { failingDisk } from './failing-disk.js';
import { fill, folderWith, newPlan, snapshot } from './folders.js';

const notEmpty = expect.objectContaining({ code: 'RAMPART_FOLDER_NOT_EMPTY', exit: 4 });

describe('commitNew', () => {
  it('makes a folder, and folders above it, with the modes of the plan', () => {
    const cwd = folderWith();
    const root = join(cwd, 'a/b/svc');
    commitNew({ plan: newPlan(root), cwd });
    expect(readdirSync(root).sort()).toEqual(['.env', '.rampart', 'package.json', 'src']);
    expect(statSync(join(root, '.env')).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd)).toEqual(['a']);
  });

  it.each(['elsewhere', 'inside'])('fills an empty folder when the shell is %s', (place) => {
    const cwd = folderWith();
    const root = join(cwd, 'svc');
    mkdirSync(root);
    const inode = statSync(root).ino;
    commitNew({ plan: newPlan(root), cwd: place === 'inside' ? root : cwd });
    expect(readFileSync(join(root, 'src/app.ts'), 'utf8')).toBe('export {};\n');
    if (place === 'inside') expect(statSync(root).ino).toBe(inode);
  });

  it('fills a folder that has only a repository', () => {
    const root = folderWith({ '.git/HEAD': 'ref: refs/heads/main\n' });
    commitNew({ plan: newPlan(root), cwd: root });
    expect(existsSync(join(root, '.git/HEAD'))).toBe(true);
    expect(existsSync(join(root, 'src/app.ts'))).toBe(true);
  });

  it('refuses a folder in use, a file and a link, and says what is there', () => {
    const cwd = folderWith({ 'used/index.js': 'mine', file: '' });
    symlinkSync(folderWith(), join(cwd, 'link'));
    for (const name of ['used', 'file', 'link'])
      expect(() => commitNew({ plan: newPlan(join(cwd, name)), cwd })).toThrow(notEmpty);
    expect(() => commitNew({ plan: newPlan(join(cwd, 'used')), cwd })).toThrow('index.js');
  });

  it('takes away what killed runs left beside it, and nothing else', () => {
    const cwd = folderWith();
    fill(cwd, { '.svc.rampart-99999999/x': '', '.svc.rampart-notes/x': '', '.other.rampart-99999999/x': '' });
    mkdirSync(join(cwd, `.svc.rampart-${process.ppid}`));
    commitNew({ plan: newPlan(join(cwd, 'svc')), cwd });
    expect(readdirSync(cwd).sort()).toEqual(
      ['.other.rampart-99999999', '.svc.rampart-notes', `.svc.rampart-${process.ppid}`, 'svc'].sort(),
    );
  });

  it.each(['EACCES', 'ENOSPC'])('leaves nothing behind when any write fails with %s', (code) => {
    let failures = 0;
    for (let nth = 1; ; nth += 1) {
      const cwd = folderWith();
      const { disk, count } = failingDisk(nth, () => {
        throw Object.assign(new Error(`${code}: told to`), { code });
      });
      try {
        commitNew({ plan: newPlan(join(cwd, 'svc')), cwd, disk });
      } catch (error) {
        expect(error).toMatchObject({ code: 'RAMPART_WRITE_FAILED', exit: 1 });
        expect(readdirSync(cwd)).toEqual([]);
        failures += 1;
        continue;
      }
      expect(count()).toBe(nth - 1);
      break;
    }
    expect(failures).toBeGreaterThan(6);
  });
});

describe('undo of new', () => {
  it('removes all that was made, with what finishing added', () => {
    const cwd = folderWith();
    const root = join(cwd, 'svc');
    commitNew({ plan: newPlan(root), cwd });
    fill(root, { 'package-lock.json': '{}', 'node_modules/a/index.js': '' });
    extendUndo({ root, files: ['package-lock.json', 'absent'], trees: ['node_modules', 'absent'] });
    expect(undo(root)).toMatchObject({ outcome: 'undone', left: [] });
    expect(readdirSync(root)).toEqual([]);
  });

  it('leaves what changed since and what it did not make, and lists the former', () => {
    const cwd = folderWith();
    const root = join(cwd, 'svc');
    commitNew({ plan: newPlan(root), cwd });
    writeFileSync(join(root, 'src/app.ts'), 'mine\n');
    fill(root, { 'notes.txt': 'mine\n' });
    expect(undo(root)).toMatchObject({ outcome: 'partly undone', left: ['src/app.ts'] });
    expect(snapshot(root).map((line) => line.split(' ')[0])).toEqual(['notes.txt', 'src/', 'src/app.ts']);
  });
});
