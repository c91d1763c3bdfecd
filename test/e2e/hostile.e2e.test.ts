import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  existsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { good, layHostile } from './support/hostile.js';
import { sampled } from './support/sample.js';

const rampart = join(import.meta.dirname, '../../dist/rampart.cjs');
const home = mkdtempSync(join(tmpdir(), 'rampart-hostile-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const boundMs = 30_000;
const seeds = sampled(
  Array.from({ length: 200 }, (_, at) => at + 1),
  String,
);

/** The codes that the README documents, but for those of a signal. */
const codes = { verify: [0, 1, 2, 5], add: [0, 1, 3, 4, 5] };

function run(root: string, args: readonly string[]) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [rampart, ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: boundMs,
    killSignal: 'SIGKILL',
    maxBuffer: 200_000_000,
    env: { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
  });
  return { status, signal, stdout, stderr };
}

/**
 * Everything in a tree, its own files of git among it: names, kinds, modes and contents. Nothing is opened
 * that could wait.
 */
function digest(root: string): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    const found = lstatSync(path);
    hash.update(`${path}\0${found.mode}\0`);
    if (found.isSymbolicLink()) hash.update(readlinkSync(path));
    else if (found.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (found.isFile()) hash.update(readFileSync(path));
  };
  visit(root);
  return hash.digest('hex');
}

/** Line feed, tab and the end of a line apart, nothing that steers a terminal. */
const dirt = (text: string): readonly string[] =>
  text.replaceAll('\r\n', '\n').match(/[^\P{C}\n\t]|[\u2028\u2029]/gu) ?? [];

/** Every string and key of a document, but for the texts of files that a plan holds. */
function strings(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return key === 'before' || key === 'after' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...strings(inner, name)]);
}

function looked(root: string) {
  const before = digest(root);
  const verify = run(root, ['verify', '.', '--json', '--no-write']);
  const add = run(root, ['add', 'security-headers', '--dry-run', '--yes']);
  const json = run(root, ['add', 'security-headers', '--dry-run', '--yes', '--json']);
  const faults: string[] = [];
  for (const [name, { status, signal, stdout, stderr }] of Object.entries({ verify, add, json })) {
    const allowed: readonly (number | null)[] = name === 'verify' ? codes.verify : codes.add;
    if (signal !== null) faults.push(`${name} ended by ${signal}`);
    else if (!allowed.includes(status)) faults.push(`${name} exited ${status}: ${stderr.slice(0, 300)}`);
    if ((stdout + stderr).includes('RAMPART_BUG')) faults.push(`${name}: ${stderr.slice(0, 300)}`);
    if (dirt(stdout + stderr).length > 0)
      faults.push(`${name} printed ${JSON.stringify(dirt(stdout + stderr).slice(0, 5))}`);
    if (name === 'add' || signal !== null) continue;
    const unclean = strings(JSON.parse(stdout)).flatMap(dirt);
    if (unclean.length > 0) faults.push(`${name} has strings with ${JSON.stringify(unclean.slice(0, 5))}`);
  }
  if (digest(root) !== before) faults.push('something was written');
  if (existsSync(join(root, '../ran'))) faults.push('something was run');
  return { faults, verify, add, json };
}

const place = (name: string): string => {
  const root = join(home, name, 'repo');
  mkdirSync(root, { recursive: true });
  return root;
};

describe('a repo of strangers', () => {
  it.each(seeds)(
    'number %i: no crash, no hang, no write, nothing run, nothing unclean',
    (seed) => {
      const root = place(String(seed));
      const done = layHostile(root, seed);
      const { faults } = looked(root);
      rmSync(join(home, String(seed)), { recursive: true, force: true });
      expect(faults, done.join('\n')).toEqual([]);
    },
    120_000,
  );

  it('is looked at: the good one beside them gives a report and a plan', async () => {
    const root = place('good');
    const { mkdir, writeFile } = await import('node:fs/promises');
    for (const [path, text] of Object.entries(good)) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const { faults, verify, add, json } = looked(root);
    expect(faults).toEqual([]);
    expect(verify.status).toBe(2);
    expect((JSON.parse(verify.stdout) as { controls: unknown[] }).controls.length).toBeGreaterThan(40);
    expect(add.status).toBe(0);
    expect((JSON.parse(json.stdout) as { changes: unknown[] }).changes.length).toBeGreaterThan(2);
  });
});

describe('a folder that has nothing to read', () => {
  it.each([
    ['nowhere', 'it is not there'],
    ['file', 'it is not a folder'],
    ['empty', 'it is empty'],
  ])('is exit 5 with the reason: %s', async (name, because) => {
    const folder = join(home, `nothing-${name}`);
    if (name === 'empty') mkdirSync(folder);
    if (name === 'file') await (await import('node:fs/promises')).writeFile(folder, '');
    for (const args of [
      ['verify', folder],
      ['add', 'security-headers', '--dir', folder, '--dry-run'],
    ]) {
      const { status, stderr } = run(home, args);
      expect(stderr).toContain(because);
      expect(status).toBe(5);
    }
  });
});
