import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAdd } from '../../src/commit/add.js';
import { recover } from '../../src/commit/recover.js';
import { undo } from '../../src/commit/undo.js';
import { failingDisk } from './failing-disk.js';
import { addPlan, before, oldFolder, snapshot, update } from './folders.js';

describe('commitAdd', () => {
  it('makes every change, keeps modes, and leaves an undo record and no journal', () => {
    const root = oldFolder();
    commitAdd({ plan: addPlan(root) });
    expect(readFileSync(join(root, 'src/app.ts'), 'utf8')).toBe('export const app = 2;\n');
    expect(statSync(join(root, 'src/app.ts')).mode & 0o777).toBe(0o755);
    expect(statSync(join(root, '.env')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, '.rampart/undo/0001.json')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(root, '.rampart/journal.json'))).toBe(false);
    expect(recover(root)).toBeUndefined();
  });

  it.each(['EACCES', 'ENOSPC'])('leaves the folder as it was when any write fails with %s', (code) => {
    let failures = 0;
    for (let nth = 1; ; nth += 1) {
      const root = oldFolder();
      const was = snapshot(root);
      const { disk, count } = failingDisk(nth, () => {
        throw Object.assign(new Error(`${code}: told to`), { code });
      });
      try {
        commitAdd({ plan: addPlan(root), disk });
      } catch (error) {
        expect(error).toMatchObject({
          code: 'RAMPART_WRITE_FAILED',
          exit: 1,
          facts: { state: 'The folder is as it was.' },
        });
        expect(snapshot(root)).toEqual(was);
        failures += 1;
        continue;
      }
      expect(count()).toBe(nth - 1);
      break;
    }
    expect(failures).toBeGreaterThan(15);
  });
});

describe('undo of add', () => {
  it('leaves the folder byte-identical, modes and all', () => {
    const root = oldFolder();
    const was = snapshot(root);
    commitAdd({ plan: addPlan(root) });
    expect(undo(root)).toMatchObject({ outcome: 'undone', command: 'add', left: [] });
    expect(snapshot(root)).toEqual(was);
    expect(undo(root).outcome).toBe('nothing to undo');
  });

  it('takes back one add after another', () => {
    const root = oldFolder();
    const first = snapshot(root);
    commitAdd({ plan: addPlan(root) });
    const second = snapshot(root);
    const changes = [update('src/app.ts', 'export const app = 2;\n', 'export const app = 3;\n')];
    commitAdd({ plan: { root, command: 'add', notes: [], changes } });
    undo(root);
    expect(snapshot(root)).toEqual(second);
    undo(root);
    expect(snapshot(root)).toEqual(first);
  });

  it('restores what is unchanged since, and lists the rest', () => {
    const root = oldFolder();
    commitAdd({ plan: addPlan(root) });
    writeFileSync(join(root, 'src/app.ts'), 'mine\n');
    expect(undo(root)).toMatchObject({
      outcome: 'partly undone',
      left: ['src/app.ts'],
      restored: ['package.json'],
    });
    expect(readFileSync(join(root, 'src/app.ts'), 'utf8')).toBe('mine\n');
    expect(readFileSync(join(root, 'package.json'), 'utf8')).toBe(before['package.json']);
  });

  it('leaves what was made as it is when any write of undo fails', () => {
    let failures = 0;
    for (let nth = 1; ; nth += 1) {
      const root = oldFolder();
      const was = snapshot(root);
      commitAdd({ plan: addPlan(root) });
      const added = snapshot(root);
      const { disk, count } = failingDisk(nth, () => {
        throw Object.assign(new Error('EIO: told to'), { code: 'EIO' });
      });
      try {
        undo(root, { disk });
      } catch {
        recover(root);
        expect([added, was]).toContainEqual(snapshot(root));
        failures += 1;
        continue;
      }
      expect(count()).toBe(nth - 1);
      break;
    }
    expect(failures).toBeGreaterThan(15);
  });
});

describe('recover', () => {
  it('refuses a journal that we did not write, and touches nothing', () => {
    for (const text of [
      '',
      '{',
      '{}',
      '{"version":1,"pid":1,"ends":{},"folders":[],"entries":[{"path":"../x"}],"trees":[]}',
    ]) {
      const root = oldFolder();
      commitAdd({ plan: addPlan(root) });
      writeFileSync(join(root, '.rampart/journal.json'), text);
      expect(() => recover(root)).toThrow(
        expect.objectContaining({ code: 'RAMPART_JOURNAL_UNREADABLE', exit: 4 }),
      );
    }
  });

  it('refuses to act while another rampart is at work', () => {
    const root = oldFolder();
    const { disk } = failingDisk(8, () => {
      throw new Error('stop');
    });
    const dead = { ...disk, remove: disk.remove };
    expect(() => commitAdd({ plan: addPlan(root), disk: dead })).toThrow();
    commitAdd({ plan: addPlan(root) });
    const record = JSON.parse(readFileSync(join(root, '.rampart/undo/0001.json'), 'utf8')) as object;
    writeFileSync(join(root, '.rampart/journal.json'), JSON.stringify({ ...record, pid: process.ppid }));
    expect(() => recover(root)).toThrow(expect.objectContaining({ code: 'RAMPART_BUSY', exit: 4 }));
    chmodSync(join(root, '.rampart/journal.json'), 0o600);
  });
});
