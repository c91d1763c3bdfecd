import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { plainGit, programIn, shapes, traps } from '../support/hostile-git.js';
import { rampart } from '../support/rampart.js';
import { snapshot } from '../support/snapshot.js';
import { sampled } from './support/sample.js';

/**
 * Every way for the settings of a repository to name a program, times the shapes of repositories: static `verify` and
 * `add --dry-run` start none of them and write nothing. After each, plain git is asked, and starts the
 * program: so the trap was set.
 */
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const pairs = traps.flatMap((trap) =>
  shapes.map((shape) => ({ trap, shape, name: `${trap.id} in ${shape.id}` })),
);

describe('programs that the settings of a repository name', { timeout: 60_000 }, () => {
  it.each(sampled(pairs, ({ name }) => name))('$name', async ({ trap, shape }) => {
    const folder = mkdtempSync(join(tmpdir(), 'rampart-hostile-'));
    folders.push(folder);
    const laid = shape.lay(folder);
    const { program, marks } = programIn(join(folder, 'trap'));
    trap.set(laid, program);
    const before = snapshot(folder);

    const verified = await rampart(laid.root, 'verify', '--no-write');
    const added = await rampart(laid.root, 'add', 'security-headers', '--yes', '--dry-run');

    expect(marks()).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    expect((verified.document['controls'] as readonly unknown[]).length).toBeGreaterThan(20);
    expect([0, 4]).toContain(added.exit);
    for (const args of trap.fire) plainGit(laid.root, args);
    expect(marks()).toBeGreaterThan(0);
  });

  it('are tried in hundreds of pairs', () => {
    expect(pairs.length).toBeGreaterThan(300);
  });
});
