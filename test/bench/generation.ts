import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { paired, weigh, type Paired } from './measure.js';

const cli = join(import.meta.dirname, '../../dist/rampart.cjs');

/** `new --yes --no-install` against a process that only writes the same files. */
export function generation(rounds: number): Paired {
  const work = mkdtempSync(join(tmpdir(), 'bench-new-'));
  const model = emit(join(work, 'model'));
  const blob = join(work, 'blob.json');
  writeFileSync(blob, JSON.stringify(model));
  const result = paired(
    rounds,
    (round) => weigh([cli, ...newArgs(`ours-${round}`)], work),
    (round) => weigh([join(import.meta.dirname, 'floor.cjs'), blob, join(work, `base-${round}`)], work),
  );
  rmSync(work, { recursive: true });
  return result;
}

/** `--version` and `--help` against `node -e 0`. */
export const startUp = (flag: string, rounds: number): Paired =>
  paired(
    rounds,
    () => weigh([cli, flag]),
    () => weigh(['-e', '0']),
  );

/** Files and lines of what is emitted. */
export function census(): { files: number; lines: number; typescript: number; bytes: number } {
  const work = mkdtempSync(join(tmpdir(), 'bench-census-'));
  const files = Object.entries(emit(join(work, 'service'))).filter(([path]) => !path.startsWith('.rampart/'));
  rmSync(work, { recursive: true });
  const lines = (texts: typeof files): number =>
    texts.reduce((sum, [, text]) => sum + text.split('\n').length - 1, 0);
  return {
    files: files.length,
    lines: lines(files),
    typescript: lines(files.filter(([path]) => path.endsWith('.ts'))),
    bytes: files.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0),
  };
}

const newArgs = (name: string): string[] => ['new', name, '--yes', '--no-install', '--no-git'];

/** Generates once and reads every file back. */
function emit(folder: string): Record<string, string> {
  const run = spawnSync(process.execPath, [cli, ...newArgs(folder)], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (run.status !== 0) throw new Error(`new exited ${String(run.status)}: ${run.stderr}`);
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}
