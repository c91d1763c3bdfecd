import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitAdd } from '../../src/commit/add.js';
import { commitNew } from '../../src/commit/new.js';
import { recover } from '../../src/commit/recover.js';
import { addPlan, folderWith, newPlan, oldFolder, snapshot } from './folders.js';

// A process that kills itself (SIGKILL) at every change of the disk in turn, before it and half-way through each write.
const cache = mkdtempSync(join(tmpdir(), 'rampart-kill-'));
const driver = join(cache, 'driver.mjs');

beforeAll(() =>
  build({
    entryPoints: [fileURLToPath(new URL('./kill-driver.ts', import.meta.url))],
    outfile: driver,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'], // the other form of jsonc-parser cannot be bundled
  }),
);
afterAll(() => rmSync(cache, { recursive: true }));

/**
 * Kills before change 1, 2, 3, ... until a run survives, and half-way through each that writes; the others have
 * no half. Returns before how many changes it killed.
 */
function killEverywhere(what: string, prepare: () => string, check: (root: string) => void): number {
  const killAt = (nth: number, when: 'before' | 'half-way'): string | undefined => {
    const root = prepare();
    const args = [driver, what, root, String(nth), when];
    const { signal, status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status === 0) return undefined;
    expect(stderr).toBe('');
    expect(signal).toBe('SIGKILL');
    check(root);
    return stdout;
  };
  const changes: string[] = [];
  for (let name = killAt(1, 'before'); name !== undefined; name = killAt(changes.length + 1, 'before'))
    changes.push(name);
  const writes = changes.flatMap((name, index) => (name === 'create' ? [index + 1] : []));
  expect(writes.length).toBeGreaterThan(2);
  for (const nth of writes) expect(killAt(nth, 'half-way')).toBe('create');
  return changes.length;
}

const bookkeeping = (line: string): boolean => line.startsWith('.rampart/undo');

describe.skipIf(process.platform === 'win32')('kill -9', () => {
  it('leaves before or after a new service, and the next run clears up', { timeout: 120_000 }, () => {
    const killed = killEverywhere(
      'new',
      () => join(folderWith(), 'svc'),
      (root) => {
        const parent = join(root, '..');
        const there = readdirSync(parent).includes('svc');
        if (there) expect(snapshot(root).length).toBe(7);
        else commitNew({ plan: newPlan(root), cwd: '/' });
        expect(readdirSync(parent)).toEqual(['svc']);
      },
    );
    expect(killed).toBeGreaterThan(6);
  });

  it('leaves before or after an add, once any next command has run', { timeout: 120_000 }, () => {
    const after = oldFolder();
    const was = snapshot(after);
    commitAdd({ plan: addPlan(after) });
    const expected = snapshot(after).filter((line) => !bookkeeping(line));
    const outcomes = new Set<string>();
    const killed = killEverywhere('add', oldFolder, (root) => {
      const recovery = recover(root);
      const now = snapshot(root);
      outcomes.add(recovery?.outcome ?? 'nothing to recover');
      if (recovery?.outcome === 'completed')
        expect(now.filter((line) => !bookkeeping(line))).toEqual(expected);
      else expect(now).toEqual(was);
      expect(recover(root)).toBeUndefined();
    });
    expect(killed).toBeGreaterThan(15);
    expect([...outcomes].sort()).toEqual(['completed', 'nothing to recover', 'rolled back']);
  });

  it('leaves before or after an undo', { timeout: 120_000 }, () => {
    const was = snapshot(oldFolder());
    const added = (): string => {
      const root = oldFolder();
      commitAdd({ plan: addPlan(root) });
      return root;
    };
    const expected = snapshot(added()).filter((line) => !bookkeeping(line));
    const killed = killEverywhere('undo', added, (root) => {
      recover(root);
      const now = snapshot(root).filter((line) => !bookkeeping(line));
      expect([was, expected]).toContainEqual(now);
    });
    expect(killed).toBeGreaterThan(10);
  });

  it('rolls a new service back out of the folder that the shell stands in', { timeout: 120_000 }, () => {
    const killed = killEverywhere(
      'new here',
      () => {
        const root = join(folderWith(), 'svc');
        mkdirSync(root);
        return root;
      },
      (root) => {
        const recovery = recover(root);
        if (recovery?.outcome !== 'completed') expect(readdirSync(root)).toEqual([]);
      },
    );
    expect(killed).toBeGreaterThan(6);
  });
});
