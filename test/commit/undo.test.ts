import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAdd } from '../../src/commit/add.js';
import type { Breaks } from '../../src/commit/breaks.js';
import { extendUndo } from '../../src/commit/extend-undo.js';
import { undo } from '../../src/commit/undo.js';
import { addPlan, before, create, fill, folderWith, oldFolder, snapshot, update } from './folders.js';

function added(): string {
  const root = oldFolder();
  commitAdd({ plan: addPlan(root) });
  return root;
}

describe('undo', () => {
  it('says what became of each file', () => {
    expect(undo(added())).toEqual({
      outcome: 'undone',
      command: 'add',
      restored: ['package.json', 'src/app.ts'],
      mended: [],
      removed: ['src/security/index.ts', '.rampart/.gitignore', '.env'],
      left: [],
    });
  });

  it('takes our lines out of a file that was edited since, and keeps its mode of today', () => {
    const root = folderWith({ 'a.sh': 'one\ntwo\n' });
    const changes = [update('a.sh', 'one\ntwo\n', 'one\nours\ntwo\n')];
    commitAdd({ plan: { root, command: 'add', notes: [], changes } });
    writeFileSync(join(root, 'a.sh'), 'one\nours\ntwo\nmine\n', { mode: 0o755 });
    const mode = statSync(join(root, 'a.sh')).mode;
    expect(undo(root)).toMatchObject({ outcome: 'undone', mended: ['a.sh'], restored: [], left: [] });
    expect(readFileSync(join(root, 'a.sh'), 'utf8')).toBe('one\ntwo\nmine\n');
    expect(statSync(join(root, 'a.sh')).mode).toBe(mode);
  });

  it.each<[string, (place: string) => void]>([
    ['that is gone', (place) => rmSync(place)],
    [
      'that is a folder now',
      (place) => {
        rmSync(place);
        mkdirSync(place);
      },
    ],
    [
      'that is a link now',
      (place) => {
        rmSync(place);
        symlinkSync('keep.ts', place);
      },
    ],
    ['that is no text any more', (place) => writeFileSync(place, Buffer.from([0x61, 0xe9, 0x62]))],
  ])('leaves a file %s, and says so', (_, change) => {
    const root = added();
    change(join(root, 'src/app.ts'));
    const stood = snapshot(root).filter((line) => line.startsWith('src/app.ts'));
    expect(undo(root)).toMatchObject({
      outcome: 'partly undone',
      restored: ['package.json'],
      left: ['src/app.ts'],
    });
    expect(snapshot(root).filter((line) => line.startsWith('src/app.ts'))).toEqual(stood);
    expect(readFileSync(join(root, 'src/keep.ts'), 'utf8')).toBe(before['src/keep.ts']);
  });

  it('leaves a file that it made and somebody changed, and takes nothing out of it', () => {
    const root = added();
    writeFileSync(join(root, '.env'), 'TOKEN=x\nMINE=1\n');
    expect(undo(root)).toMatchObject({ outcome: 'partly undone', left: ['.env'] });
    expect(readFileSync(join(root, '.env'), 'utf8')).toBe('TOKEN=x\nMINE=1\n');
  });

  it('leaves a file of code that it made and somebody changed, though its text is known', () => {
    const root = added();
    const path = 'src/security/index.ts';
    const changed = `${readFileSync(join(root, path), 'utf8')}// mine\n`;
    writeFileSync(join(root, path), changed);
    expect(undo(root)).toMatchObject({ outcome: 'partly undone', left: [path] });
    expect(readFileSync(join(root, path), 'utf8')).toBe(changed);
  });

  it('has nothing to do for a file that somebody put back or removed, as undo would', () => {
    const root = added();
    writeFileSync(join(root, 'src/app.ts'), before['src/app.ts']);
    rmSync(join(root, '.env'));
    expect(undo(root)).toMatchObject({
      outcome: 'undone',
      restored: ['package.json'],
      removed: ['src/security/index.ts', '.rampart/.gitignore'],
      left: [],
    });
  });

  it('asks what would break, by what goes and what is written, and changes nothing if anything does', () => {
    const root = added();
    const stood = snapshot(root);
    const asked: Parameters<Breaks>[0][] = [];
    const broken = Array.from({ length: 22 }, (_, at) => ({ path: 'a.ts', line: at + 1, needs: './b.js' }));
    const breaks: Breaks = (coming) => {
      asked.push(coming);
      return broken;
    };
    const list = [
      ...broken.slice(0, 20).map(({ line }) => `  a.ts:${line} needs ./b.js`),
      '  and 2 more',
    ].join('\n');
    expect(() => undo(root, { breaks })).toThrow(
      expect.objectContaining({ code: 'RAMPART_UNDO_BREAKS', facts: { list } }),
    );
    const twenty = list.replace('\n  and 2 more', '');
    expect(() => undo(root, { breaks: () => broken.slice(0, 20) as ReturnType<Breaks> })).toThrow(
      expect.objectContaining({ facts: { list: twenty } }),
    );
    expect(snapshot(root)).toEqual(stood);
    expect(asked[0]?.root).toBe(root);
    expect([...(asked[0]?.removed ?? [])]).toEqual(['src/security/index.ts', '.rampart/.gitignore', '.env']);
    expect(Object.fromEntries(asked[0]?.written ?? [])).toEqual({
      'package.json': before['package.json'],
      'src/app.ts': before['src/app.ts'],
    });
    expect(undo(root, { breaks: () => [] }).outcome).toBe('undone');
  });

  it('takes back the newest, past the tenth too, and minds no other file there', () => {
    const root = folderWith({ '.rampart/undo/copy-9999.json': 'mine' });
    fill(root, { '.rampart/undo/0009.json': readFileSync(join(added(), '.rampart/undo/0001.json'), 'utf8') });
    const changes = [create('a.ts', 'a\n')];
    commitAdd({ plan: { root, command: 'add', notes: [], changes } });
    expect(readdirSync(join(root, '.rampart/undo')).sort()).toEqual([
      '0009.json',
      '0010.json',
      'copy-9999.json',
    ]);
    expect(undo(root).removed).toEqual(['a.ts']);
    expect(readdirSync(join(root, '.rampart/undo')).sort()).toEqual(['0009.json', 'copy-9999.json']);
  });
});

describe('what finishing made', () => {
  const entries = (root: string): readonly string[] =>
    (
      JSON.parse(readFileSync(join(root, '.rampart/undo/0001.json'), 'utf8')) as {
        entries: { path: string }[];
      }
    ).entries.map(({ path }) => path);

  it('goes with undo, unless it was changed since', () => {
    const root = added();
    fill(root, { 'package-lock.json': '{}', 'status.md': 'open', 'node_modules/a/index.js': '' });
    extendUndo({ root, files: ['package-lock.json', 'status.md'], trees: ['node_modules', 'absent'] });
    writeFileSync(join(root, 'status.md'), 'mine');
    expect(undo(root)).toMatchObject({
      outcome: 'partly undone',
      removed: ['src/security/index.ts', '.rampart/.gitignore', '.env', 'package-lock.json', 'node_modules'],
      left: ['status.md'],
    });
    expect(existsSync(join(root, 'package-lock.json'))).toBe(false);
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
    expect(readFileSync(join(root, 'status.md'), 'utf8')).toBe('mine');
  });

  it('is no file that the command changed itself, no link, and nothing that is not there', () => {
    const root = added();
    const known = entries(root);
    symlinkSync('package.json', join(root, 'link.json'));
    extendUndo({ root, files: ['package.json', 'link.json', 'absent.json'], trees: [] });
    expect(entries(root)).toEqual(known);
    expect(statSync(join(root, '.rampart/undo/0001.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(root, '.rampart/undo'))).toEqual(['0001.json']);
  });

  it('is forgotten where nothing can be undone', () => {
    const root = folderWith({ 'package-lock.json': '{}' });
    extendUndo({ root, files: ['package-lock.json'], trees: [] });
    expect(readdirSync(root)).toEqual(['package-lock.json']);
  });
});
