import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** CPU in microseconds (user and system), peak resident memory in kibibytes. */
export interface Cost {
  readonly cpu: number;
  readonly memory: number;
}

const meter = join(import.meta.dirname, 'meter.cjs');

/** Runs Node once with these arguments and weighs it; anything but exit 0 is an error. */
export function weigh(args: readonly string[], cwd = process.cwd()): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'cost.json');
  const run = spawnSync(process.execPath, ['--require', meter, ...args], {
    cwd,
    env: { ...process.env, METER_FILE: file, CI: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 120_000,
  });
  if (run.status !== 0)
    throw new Error(`${args.join(' ')} exited ${String(run.status)}: ${String(run.stderr)}`);
  const cost = JSON.parse(readFileSync(file, 'utf8')) as Cost;
  rmSync(folder, { recursive: true });
  return cost;
}

export interface Paired {
  readonly ratio: number;
  readonly ours: Cost;
  readonly base: Cost;
}

/**
 * A and B run in turn, the ratio is taken pair by pair, and the median is kept: load on the machine hits
 * both alike.
 */
export function paired(rounds: number, ours: (round: number) => Cost, base: (round: number) => Cost): Paired {
  const pairs = Array.from({ length: rounds }, (_, round) => ({ ours: ours(round), base: base(round) }));
  const cost = (side: 'ours' | 'base'): Cost => ({
    cpu: median(pairs.map((pair) => pair[side].cpu)),
    memory: median(pairs.map((pair) => pair[side].memory)),
  });
  return {
    ratio: median(pairs.map((pair) => pair.ours.cpu / pair.base.cpu)),
    ours: cost('ours'),
    base: cost('base'),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('A median needs values.');
  return middle;
}

export const milliseconds = (cost: Cost): string => `${(cost.cpu / 1000).toFixed(0)} ms`;
export const mebibytes = (cost: Cost): string => `${(cost.memory / 1024).toFixed(0)} MiB`;
