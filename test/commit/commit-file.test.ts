import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitFile, type FileChange } from '../../src/commit/commit-file.js';
import { statusPath } from '../../src/report/page-state.js';
import { failingDisk } from './failing-disk.js';
import { folderWith } from './folders.js';

const page = (root: string, text: string): FileChange => ({
  ...{ root, path: statusPath, text },
  state: `${statusPath} is as it was.`,
});

describe('a page that is committed', () => {
  it('is written whole, and leaves nothing beside it', () => {
    const root = folderWith();
    commitFile(page(root, 'one'));
    commitFile(page(root, 'two'));
    expect(readdirSync(root)).toEqual([statusPath]);
    expect(readFileSync(join(root, statusPath), 'utf8')).toBe('two');
  });

  it('is written through no link, whether it stands in the place of the page or of a draft', () => {
    const [root, outside] = [folderWith(), folderWith({ precious: 'mine' })];
    symlinkSync(join(outside, 'precious'), join(root, `${statusPath}.tmp`));
    commitFile(page(root, 'page'));
    rmSync(join(root, statusPath));
    symlinkSync(join(outside, 'precious'), join(root, statusPath));
    expect(() => commitFile(page(root, 'page'))).toThrow(/Expected a path inside/);
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('mine');
  });

  it('is not written where a folder stands, and that is said', () => {
    const root = folderWith();
    mkdirSync(join(root, statusPath));
    expect(() => commitFile(page(root, 'page'))).toThrow(/the system said/);
    expect(readdirSync(root)).toEqual([statusPath]);
  });

  it('stays as it was when any change of the disk fails', () => {
    let failures = 0;
    for (let nth = 1; ; nth += 1) {
      const root = folderWith({ [statusPath]: 'old' });
      const { disk } = failingDisk(nth, () => {
        throw Object.assign(new Error('ENOSPC: told to'), { code: 'ENOSPC' });
      });
      try {
        commitFile(page(root, 'new'), disk);
      } catch (error) {
        expect(error).toMatchObject({
          code: 'RAMPART_WRITE_FAILED',
          facts: { problem: 'ENOSPC: told to', state: `${statusPath} is as it was.` },
        });
        expect(readdirSync(root)).toEqual([statusPath]);
        expect(readFileSync(join(root, statusPath), 'utf8')).toBe('old');
        failures += 1;
        continue;
      }
      expect(readFileSync(join(root, statusPath), 'utf8')).toBe('new');
      break;
    }
    expect(failures).toBe(2);
  });
});
