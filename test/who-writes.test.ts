import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskCalls, endsOfProcess } from './support/disk-calls.js';
import { importsIn } from './support/import-graph.js';
import { houseGraph, roomOf } from './support/rooms.js';

const root = join(import.meta.dirname, '..');
const graph = houseGraph();
/**
 * Without the room build: its scripts make this repository's own files, and the entry of the bundle runs
 * before anything else.
 */
const texts = new Map(
  [...graph.files.keys()]
    .filter((path) => roomOf(path) !== 'build')
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

/**
 * Files outside of `commit` that change a disk, or could: each with the reason why it is no repository that
 * they change.
 */
const elsewhere: Readonly<Record<string, string>> = {
  'src/read-file.ts': 'opens files to read them',
  'src/evidence/subject.ts': 'opens files to read them',
  'src/commands/answers-file.ts': 'opens a file to read it',
  'src/repo/git/own-folder.ts': 'a temporary folder of one run',
  'src/repo/git/private-dir.ts': 'the git folder of our own in it',
  'src/repo/rehearse.ts': 'a temporary folder, where a parser that dies leaves what it dumps',
  'src/evidence/plain-file.ts': 'folders of the user, outside of any repository',
  'src/evidence/machine-key.ts': 'the key of this machine, outside of any repository',
  'src/verify/isolation/scratch.ts': 'the temporary folder in which a copy is booted',
  'src/verify/isolation/copy.ts': 'that copy',
  'src/verify/isolation/modules.ts': 'that copy',
  'src/verify/isolation/mounts.ts': 'that copy',
  'src/verify/isolation/enclosure.ts': 'beside that copy, for what runs in it',
  'src/verify/subjects/with-files.ts': 'that copy',
};

/** Whoever gets hold of the disk of `commit` could write by it. */
const writersOf = (files: ReadonlyMap<string, string>): readonly string[] =>
  [...files].flatMap(([path, text]) => {
    if (roomOf(path) === 'commit') return [];
    const takesDisk = /\brealDisk\b/.test(text) ? ['realDisk'] : [];
    return [...diskCalls(path, text).changes, ...takesDisk].map((name) => `${path}: ${name}`);
  });

describe('a disk', () => {
  it('is changed by the room commit alone, but for the files that are listed', () => {
    const writing = new Set(writersOf(texts).map((line) => line.replace(/:.*/, '')));
    expect([...writing].sort()).toEqual(Object.keys(elsewhere).sort());
  });

  it('is seen to be changed by commit', () => {
    const calls = [...texts].flatMap(([path, text]) =>
      roomOf(path) === 'commit' ? diskCalls(path, text).changes : [],
    );
    expect(calls).toContain('renameSync');
  });

  it.each([
    ['a name', `import { writeFileSync } from 'node:fs';`],
    ['another name', `import { writeFileSync as read } from 'fs';`],
    ['a default', `import fs from 'fs-extra'; await fs.outputFile('a', '');`],
    ['a whole module', `import * as disk from 'node:fs/promises'; disk.rm('a');`],
    ['a computed name', `import * as fs from 'node:fs'; fs[name]('a');`],
    ['a lazy import', `const { rename } = await import('node:fs/promises');`],
    ['a require', `require('node:fs').rmSync('a');`],
    ['the disk of commit', `import { realDisk } from '../commit/disk.js'; realDisk.remove('a');`],
  ])('that another room changes by %s is seen', (_, text) => {
    const path = 'src/report/seeded.ts';
    expect(writersOf(new Map([[path, text]]))).toHaveLength(1);
    expect(writersOf(new Map([['src/commit/seeded.ts', text]]))).toEqual([]);
  });

  it.each([
    `import { readFileSync, existsSync } from 'node:fs';`,
    `import type { WriteStream } from 'node:fs';`,
    `import * as fs from 'node:fs'; fs.lstatSync('a');`,
    `export const program = "require('node:fs').writeFileSync('a', '')";`,
  ])('that is only looked at is not: %s', (text) => {
    expect(writersOf(new Map([['src/report/seeded.ts', text]]))).toEqual([]);
  });
});

/** What the parser looks at to be safe from a text that overthrows it; no file of a repository. */
const parsersOwn = ['src/repo/nesting.ts', 'src/repo/rehearse.ts'];

/** Files that a room loads, and theirs, types left out. */
function loadedBy(room: string): ReadonlySet<string> {
  const open = [...texts.keys()].filter((path) => roomOf(path) === room);
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const { from, to, kind } of graph.arrows) {
      if (from !== at || kind === 'type' || seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  return seen;
}

const readersAmong = (paths: Iterable<string>): readonly string[] =>
  [...paths].filter((path) => {
    const text = texts.get(path) ?? '';
    const starts = importsIn(path, text).some(
      ({ names, kind }) => kind === 'value' && /^(?:node:)?child_process$|^execa$/.test(names),
    );
    return starts || diskCalls(path, text).opens === 'files';
  });

describe('a plan', () => {
  it('is made without opening a file or starting a program, in all that it loads', () => {
    const loaded = loadedBy('plan');
    expect(loaded.size).toBeGreaterThan(60);
    expect([...readersAmong(loaded)].sort()).toEqual(parsersOwn);
  });

  it('would be seen to read, as repo is', () => {
    expect(readersAmong(loadedBy('repo'))).toContain('src/read-file.ts');
  });
});

describe('the process', () => {
  it('is ended in one place', () => {
    const ends = [...texts].flatMap(
      ([path, text]) => Array(endsOfProcess(path, text)).fill(path) as string[],
    );
    expect(ends).toEqual(['src/cli/main.ts']);
  });

  it.each(['process.exit(1);', 'process.exitCode = 1;', `process['exit']();`, 'process.abort();'])(
    'that is ended elsewhere is seen: %s',
    (text) => expect(endsOfProcess('a.ts', text)).toBe(1),
  );
});
