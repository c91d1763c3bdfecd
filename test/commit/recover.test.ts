import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAdd } from '../../src/commit/add.js';
import { recover } from '../../src/commit/recover.js';
import { undo } from '../../src/commit/undo.js';
import { failingDisk } from './failing-disk.js';
import { addPlan, before, fill, folderWith, oldFolder, snapshot } from './folders.js';

const journalOf = (root: string): string => join(root, '.rampart/journal.json');
const recordOf = (root: string): string => join(root, '.rampart/undo/0001.json');

/** An add that stops for good before its n-th change of the disk: what it began stays as it is. */
function cutOff(root: string, nth: number): void {
  const stop = (): never => {
    throw new Error('the power is gone');
  };
  const { disk } = failingDisk(nth, stop, 'from then on');
  expect(() => commitAdd({ plan: addPlan(root), disk })).toThrow(
    expect.objectContaining({
      code: 'RAMPART_WRITE_FAILED',
      facts: expect.objectContaining({
        state: 'The next rampart command in this folder will put it back as it was.',
      }) as unknown,
    }),
  );
}

/** The changes of the disk that an add makes: the last makes the journal the undo record, the one before it a file. */
function countOfChanges(): number {
  const { disk, count } = failingDisk(0, () => undefined);
  commitAdd({ plan: addPlan(oldFolder()), disk });
  return count();
}

describe('recover, after an add that was cut off', () => {
  it('puts everything back, wherever it stopped', () => {
    const last = countOfChanges();
    expect(last).toBeGreaterThan(15);
    // The first three make the journal, and leave nothing that has to be put back.
    for (let nth = 4; nth < last; nth += 1) {
      const root = oldFolder();
      const was = snapshot(root);
      cutOff(root, nth);
      expect(recover(root)).toEqual({ command: 'add', outcome: 'rolled back', left: [] });
      expect(snapshot(root)).toEqual(was);
    }
  });

  it('goes forward when all files are made, and undo takes them back as ever', () => {
    const root = oldFolder();
    const was = snapshot(root);
    commitAdd({ plan: addPlan(root) });
    const added = snapshot(root);
    renameSync(recordOf(root), journalOf(root));
    rmSync(join(root, '.rampart/undo'), { recursive: true });
    expect(recover(root)).toEqual({ command: 'add', outcome: 'completed', left: [] });
    expect(snapshot(root)).toEqual(added);
    expect(undo(root).outcome).toBe('undone');
    expect(snapshot(root)).toEqual(was);
  });

  it('leaves what somebody edited in between, names it, and sets the text of before aside', () => {
    const root = oldFolder();
    cutOff(root, countOfChanges() - 1);
    fill(root, { 'src/app.ts': 'mine\n', '.env': 'MINE=1\n' });
    expect(recover(root)).toEqual({ command: 'add', outcome: 'rolled back', left: ['.env', 'src/app.ts'] });
    const read = (path: string): string => readFileSync(join(root, path), 'utf8');
    expect(read('src/app.ts')).toBe('mine\n');
    expect(read('.env')).toBe('MINE=1\n');
    expect(read('package.json')).toBe(before['package.json']);
    expect(read('.rampart/before/src/app.ts')).toBe(before['src/app.ts']);
    expect(readdirSync(join(root, '.rampart/before'))).toEqual(['src']);
    expect(readdirSync(join(root, 'src')).sort()).toEqual(['app.ts', 'keep.ts']);
  });

  it('does not put a file back that somebody put back', () => {
    const root = oldFolder();
    const was = snapshot(root);
    cutOff(root, countOfChanges() - 1);
    writeFileSync(join(root, 'src/app.ts'), before['src/app.ts']);
    expect(recover(root)?.left).toEqual([]);
    expect(snapshot(root)).toEqual(was);
  });
});

describe('recover, beside another process', () => {
  const cut = (pid: number, secondsAgo: number): string => {
    const root = oldFolder();
    cutOff(root, countOfChanges() - 1);
    const journal = JSON.parse(readFileSync(journalOf(root), 'utf8')) as object;
    writeFileSync(journalOf(root), JSON.stringify({ ...journal, pid }));
    const then = Date.now() / 1000 - secondsAgo;
    utimesSync(journalOf(root), then, then);
    return root;
  };

  it('waits for one that is at work', () => {
    const root = cut(process.ppid, 30);
    const stood = snapshot(root);
    expect(() => recover(root)).toThrow(
      expect.objectContaining({
        code: 'RAMPART_BUSY',
        facts: { root, pid: String(process.ppid) },
      }),
    );
    expect(snapshot(root)).toEqual(stood);
  });

  it.each([
    ['is long over, since its number may be another process by now', process.ppid, 90],
    ['is gone', 99_999_999, 1],
    ['is this one', process.pid, 1],
  ])('does not wait for one that %s', (_, pid, secondsAgo) => {
    expect(recover(cut(pid, secondsAgo))?.outcome).toBe('rolled back');
  });

  it('keeps a second add away while the journal of the first stands', () => {
    const root = cut(process.ppid, 1);
    fill(root, before);
    for (const path of ['src/security', '.env', '.rampart/.gitignore'])
      rmSync(join(root, path), { recursive: true, force: true });
    const stood = snapshot(root);
    expect(() => commitAdd({ plan: addPlan(root) })).toThrow(
      expect.objectContaining({ code: 'RAMPART_BUSY', facts: { root, pid: String(process.ppid) } }),
    );
    expect(snapshot(root)).toEqual(stood);
  });
});

describe('recover, where no journal stands', () => {
  it('takes away what runs before their journal left, and nothing of a run that lives', () => {
    const root = folderWith({
      '.rampart/.journal.json.rampart-99999999': '{',
      [`.rampart/.journal.json.rampart-${process.ppid}`]: '{',
      '.rampart/base.json': '{}',
    });
    expect(recover(root)).toBeUndefined();
    expect(readdirSync(join(root, '.rampart')).sort()).toEqual([
      `.journal.json.rampart-${process.ppid}`,
      'base.json',
    ]);
  });

  it('takes an empty folder of ours away, and leaves a folder without one as it is', () => {
    const root = folderWith({ 'a.ts': '' });
    expect(recover(root)).toBeUndefined();
    mkdirSync(join(root, '.rampart/undo'), { recursive: true });
    expect(recover(root)).toBeUndefined();
    expect(readdirSync(root)).toEqual(['a.ts']);
  });
});

describe('a journal that cannot be ours', () => {
  const changed = (change: (journal: Record<string, unknown>) => unknown): string => {
    const root = oldFolder();
    cutOff(root, countOfChanges() - 1);
    const journal = JSON.parse(readFileSync(journalOf(root), 'utf8')) as Record<string, unknown>;
    writeFileSync(journalOf(root), JSON.stringify(change(journal)));
    return root;
  };
  const stands = (root: string, code: string, problem: RegExp): void => {
    const stood = snapshot(root);
    expect(() => recover(root)).toThrow(expect.objectContaining({ code }));
    expect(() => recover(root)).toThrow(problem);
    expect(snapshot(root)).toEqual(stood);
  };
  const entry = { path: 'x', before: null, after: null };
  const text = { sha256: '0'.repeat(64), mode: 0o644, base64: 'eA==' };

  it.each<[string, (journal: Record<string, unknown>) => unknown, string, RegExp]>([
    [
      'with a text that has another hash',
      (all) => ({ ...all, entries: [{ ...entry, before: text }] }),
      'RAMPART_JOURNAL_UNREADABLE',
      /another hash/,
    ],
    [
      'with a text of after that has another hash',
      (all) => ({ ...all, entries: [{ ...entry, after: text }] }),
      'RAMPART_JOURNAL_UNREADABLE',
      /another hash/,
    ],
    ['with a path that leads out', (all) => ({ ...all, trees: ['../x'] }), 'RAMPART_PATH_OUTSIDE', /\.\.\/x/],
    ['with a folder that leads out', (all) => ({ ...all, folders: ['/x'] }), 'RAMPART_PATH_OUTSIDE', /\/x/],
    [
      'with a file that leads out',
      (all) => ({ ...all, entries: [{ ...entry, path: 'a/../../x' }] }),
      'RAMPART_PATH_OUTSIDE',
      /a\/\.\.\/\.\.\/x/,
    ],
    [
      'with a record that leads out',
      (all) => ({ ...all, ends: { by: 'dropping', record: '../0001.json' } }),
      'RAMPART_JOURNAL_UNREADABLE',
      /record/,
    ],
    [
      'with a mode that no file has',
      (all) => ({ ...all, entries: [{ ...entry, after: { sha256: '', mode: 0o10000 } }] }),
      'RAMPART_JOURNAL_UNREADABLE',
      /mode/,
    ],
    ['of a newer rampart', (all) => ({ ...all, version: 2 }), 'RAMPART_TOO_OLD', /form 2/],
  ])('%s is refused, and nothing is touched', (_, change, code, problem) => {
    stands(changed(change), code, problem);
  });

  it('is refused where it is a link or a folder', () => {
    const root = oldFolder();
    const real = folderWith({ 'journal.json': '{}' });
    mkdirSync(join(root, '.rampart'));
    symlinkSync(join(real, 'journal.json'), journalOf(root));
    stands(root, 'RAMPART_JOURNAL_UNREADABLE', /a link/);
    rmSync(journalOf(root));
    mkdirSync(journalOf(root));
    stands(root, 'RAMPART_JOURNAL_UNREADABLE', /a folder/);
  });
});

describe('undo that was cut off', () => {
  it('says that every file is back when only the tidying failed, and the next command tidies', () => {
    const root = oldFolder();
    const was = snapshot(root);
    commitAdd({ plan: addPlan(root) });
    const { disk } = failingDisk(1, () => undefined);
    const stuck = {
      ...disk,
      removeFolder: (): never => {
        throw new Error('EIO: told to');
      },
    };
    expect(() => undo(root, { disk: stuck })).toThrow(
      expect.objectContaining({
        facts: {
          problem: 'EIO: told to',
          state: 'Every file is restored; the next rampart command in this folder cleans up.',
        },
      }),
    );
    expect(recover(root)).toEqual({ command: 'undo', outcome: 'completed', left: [] });
    expect(snapshot(root)).toEqual(was);
    expect(undo(root).outcome).toBe('nothing to undo');
  });
});
