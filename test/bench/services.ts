/* eslint-disable no-console -- prints its table */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { run } from '../e2e/support/service.js';
import { contests, prepare, type Contest } from './contests.js';
import {
  best,
  middle,
  race,
  ratio,
  starts,
  type Rounds,
  type Slice,
  type Start,
  type Track,
} from './race.js';

export interface Choice {
  readonly root: string;
  /** The frameworks that can be generated. */
  readonly frameworks: readonly string[];
  /** Only this contest. */
  readonly only: string | undefined;
  /** A Node line of test/nodes, or "own" for the Node that runs this. */
  readonly line: string;
  readonly track: Omit<Track, 'node'>;
}

/** Bare, usual and ours, for each framework: a table of medians, then what is reached. */
export async function services({ root, frameworks, only, line, track }: Choice): Promise<void> {
  const node = line === 'own' ? process.execPath : binary(root, line);
  const chosen = contests.filter(({ id }) => (only === undefined ? frameworks.includes(id) : id === only));
  if (chosen.length === 0) throw new Error(`No contest is called "${only ?? ''}".`);
  const one = 3 * (track.rounds * (track.seconds + 2) + 8);
  console.log(
    `Services: ${chosen.map(({ id }) => id).join(', ')}; ${String(track.notes)} notes in each answer; ` +
      `about ${String(Math.ceil((chosen.length * (one + 40)) / 60))} minutes.\n`,
  );
  for (const contest of chosen) await compete(contest, root, { ...track, node });
}

async function compete(contest: Contest, root: string, track: Track): Promise<void> {
  const { racers, build } = prepare(contest, join(root, '.cache/bench'));
  const slices = await race(racers, track);
  const begun = await starts(racers, track);
  row(
    contest.id,
    'requests/s',
    'of bare',
    'of usual',
    'CPU us/request (best)',
    'p99 ms',
    'first 200, ms (CPU)',
  );
  row('---', '---', '---', '---', '---', '---', '---');
  for (const { name } of racers)
    row(
      name === 'ours' ? `ours, build ${build}` : name,
      middle(slices, name, 'rps').toFixed(0),
      ratio(slices, name, 'bare', 'rps').toFixed(2),
      ratio(slices, name, 'usual', 'rps').toFixed(2),
      `${middle(slices, name, 'cpu').toFixed(0)} (${best(slices, name, 'cpu').toFixed(0)})`,
      middle(slices, name, 'p99').toFixed(1),
      `${middle(begun, name, 'wall').toFixed(0)} (${middle(begun, name, 'cpu').toFixed(0)})`,
    );
  console.log();
  for (const line of reached(contest, slices, begun)) console.log(line);
  const load = loadavg()[0] ?? 0;
  console.log(`Load of the machine at the end, this bench included: ${load.toFixed(1)}.\n`);
}

/**
 * Each ratio as median of the rounds: by requests per second and, which other load disturbs less, by CPU;
 * then by the CPU of the best slices.
 */
function reached({ reach }: Contest, slices: Rounds<Slice>, begun: Rounds<Start>): readonly string[] {
  const faster = (under: 'bare' | 'usual'): string =>
    `${verdict(ratio(slices, 'ours', under, 'rps'), reach[under], 'at least')}; ` +
    `${ratio(slices, under, 'ours', 'cpu').toFixed(2)} ` +
    `by CPU, ${(best(slices, under, 'cpu') / best(slices, 'ours', 'cpu')).toFixed(2)} by ` +
    'that of the best slices';
  const slower = verdict(ratio(begun, 'ours', 'bare', 'wall'), reach.start, 'at most');
  return [
    `- ours : bare ${faster('bare')}`,
    `- ours : usual ${faster('usual')}`,
    `- cold start, ours : bare ${slower}; ${ratio(begun, 'ours', 'bare', 'cpu').toFixed(2)} by CPU`,
  ];
}

function verdict(found: number, reach: number, side: 'at least' | 'at most'): string {
  const isMet = side === 'at least' ? found >= reach : found <= reach;
  return `${found.toFixed(2)} (${side} ${reach.toFixed(2)}: ${isMet ? 'met' : 'missed'})`;
}

function binary(root: string, line: string): string {
  const path = join(root, `test/nodes/node_modules/node-${line}/bin/node`);
  if (!existsSync(path)) run('node', ['test/nodes/run.mjs', line, 'node', '-v'], root); // installs it
  return path;
}

const row = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);
