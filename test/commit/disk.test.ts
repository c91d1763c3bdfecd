import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { realDisk } from '../../src/commit/disk.js';

const root = mkdtempSync(join(tmpdir(), 'rampart-disk-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

it('reads a file, byte for byte', () => {
  writeFileSync(join(root, 'file'), Buffer.from([0, 255, 10]));
  expect([...realDisk.read(join(root, 'file'))]).toEqual([0, 255, 10]);
});

it.each([
  ['a folder', (path: string) => void mkdirSync(path)],
  ['a link', (path: string) => void symlinkSync(join(root, 'file'), path)],
  ['nothing', () => undefined],
  ['a pipe, which would wait for ever', (path: string) => void spawnSync('mkfifo', [path])],
])('throws, with the path, instead of reading %s', (name, make) => {
  const path = join(root, name.replace(/\W/g, '-'));
  make(path);
  expect(() => realDisk.read(path)).toThrow(expect.objectContaining({ path, syscall: 'read' }) as Error);
});
