import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isNotRead, kindAt, listFolder, readBytes, readUtf8 } from '../src/read-file.js';
import { walkTree } from '../src/repo/tree.js';

const root = mkdtempSync(join(tmpdir(), 'rampart-read-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string): string => join(root, name);
writeFileSync(at('good'), '\uFEFFtext');
writeFileSync(at('utf16'), Buffer.from('text', 'utf16le').subarray(0, 7));
writeFileSync(at('bytes'), Buffer.from([0xff, 0xfe]));
mkdirSync(at('folder'));
symlinkSync('good', at('link'));
symlinkSync('/dev/zero', at('device'));
symlinkSync('nowhere', at('dangling'));
const fifo = spawnSync('mkfifo', [at('fifo')]).status === 0;

describe('a file of a stranger', () => {
  it('is read where it is an ordinary file with text', () => {
    expect(readUtf8(at('good'), 100)).toBe('\uFEFFtext');
    expect(readBytes(at('good'), 100)).toEqual(Buffer.from('\uFEFFtext'));
  });

  it.each([
    ['nowhere', 'absent'],
    ['good/below', 'absent'],
    ['a\0b', 'absent'],
    ['x'.repeat(5000), 'absent'],
    ['folder', 'not-a-file'],
    ['link', 'link'],
    ['device', 'link'],
    ['dangling', 'link'],
    ['bytes', 'not-utf8'],
  ])('is a reason and no error where it is something else: %s', (name, no) => {
    expect(readUtf8(at(name), 100)).toMatchObject({
      no,
      because: expect.stringMatching(/^it is /) as string,
    });
  });

  it.runIf(fifo)('is never waited for', () => {
    expect(readUtf8(at('fifo'), 100)).toMatchObject({ no: 'not-a-file' });
    // What the reader does not do: the same name, opened as usual, waits for somebody who writes.
    const run = `require('node:fs').readFileSync(${JSON.stringify(at('fifo'))})`;
    expect(spawnSync(process.execPath, ['-e', run], { timeout: 2000 }).signal).toBe('SIGTERM');
  });

  it('has a largest size, and what has no size is no file', () => {
    expect(readUtf8(at('good'), 3)).toMatchObject({ no: 'too-large' });
    expect(readBytes('/dev/zero', 100)).toMatchObject({ no: 'not-a-file' });
  });

  it('is listed with its folder, which is not followed where it is a link', () => {
    const listed = listFolder(root, 100);
    expect(isNotRead(listed) ? [] : listed.entries.map(({ name }) => name)).toContain('good');
    expect(listFolder(root, 2)).toMatchObject({ extent: 'part' });
    symlinkSync('.', at('loop'));
    expect(listFolder(at('loop'), 100)).toMatchObject({ no: 'link' });
    expect(listFolder(at('good'), 100)).toMatchObject({ no: 'not-a-folder' });
    expect(kindAt(at('loop'))).toBe('link');
    expect([...walkTree(root).paths]).toEqual(['bytes', 'good', 'utf16']);
  });

  it.runIf(process.getuid?.() !== 0)('is a reason where it is closed to us', () => {
    chmodSync(at('utf16'), 0);
    chmodSync(at('folder'), 0);
    expect(readUtf8(at('utf16'), 100)).toMatchObject({ no: 'unreadable' });
    expect(walkTree(root).closed).toMatchObject([{ path: 'folder' }]);
    chmodSync(at('folder'), 0o700);
  });
});

describe('the sources', () => {
  /** Who reads a file by another way than the reader, and why. */
  const others: Readonly<Record<string, string>> = {
    'src/read-file.ts': 'the reader',
    'src/commit/disk.ts': 'the room that writes: it opens new files; it reads by the reader',
    'src/repo/nesting.ts': 'the limits of this process, from the system',
    'src/repo/rehearse.ts': 'text of a program that reads its own standard input',
    'src/commands/answers-file.ts': 'a file that the user names, which may be a pipe',
    'src/commands/settings-given.ts': 'a file that the user names, looked at first',
    'src/evidence/subject.ts': 'the digest of a file of any size, in pieces, of what it looked at first',
    'src/verify/isolation/enclosure.ts': 'notes of our own guard, in our own folder',
    'src/verify/isolation/mounts.ts': 'the mounts of this process, from the system',
    'src/verify/isolation/scratch.ts': 'processes and our own folder, from the system',
    'src/verify/isolation/ward.ts': 'notes of our own guard, in our own folder',
  };
  const reads = /\b(?:readFileSync|readFile|createReadStream|openSync|open)\(|fs\.promises|node:fs\/promises/;

  it('read files of strangers by the one reader', () => {
    const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .map((path) => `src/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts') && !path.startsWith('src/build/'))
      .filter((path) => {
        const text = readFileSync(path, 'utf8');
        return /from 'node:fs/.test(text) && reads.test(text);
      });
    expect(found.filter((path) => others[path] === undefined)).toEqual([]);
    expect(found).toContain('src/read-file.ts');
  });
});
