import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Whether only a part is run, as continuous integration does: RAMPART_SAMPLE is greater than one. */
const every = Number(process.env.RAMPART_SAMPLE ?? 1);
export const isSampled = every > 1;

/** One share of a list for each of several runs over it, so that together they do all of it once. */
export const shared = <T>(list: readonly T[], { run, runs }: { run: number; runs: number }): readonly T[] =>
  every <= 1 ? list : list.filter((_, index) => index % runs === run);

/**
 * For continuous integration, with RAMPART_SAMPLE=n: every n-th, and as many again of those whose name stands in a path
 * of the last commit, other ones with another commit. A commit that touches everything so costs at most twice as much.
 * Without it, and so before an issue is closed: all of them. The same commit gives the same sample.
 */
export const sampled = <T>(list: readonly T[], nameOf: (entry: T) => string): readonly T[] =>
  every <= 1 ? list : sampleOf(list, nameOf, { every, paths: changed(), turnOf });

interface Sampling {
  readonly every: number;
  /** What the last commit changed. */
  readonly paths: readonly string[];
  /** A number below its argument. */
  readonly turnOf: (count: number) => number;
}

export function sampleOf<T>(
  list: readonly T[],
  nameOf: (entry: T) => string,
  { every, paths, turnOf }: Sampling,
): readonly T[] {
  const always = (_: T, index: number): boolean => index % every === 0;
  const touched = list.filter(
    (entry, index) => !always(entry, index) && paths.some((path) => path.includes(nameOf(entry))),
  );
  const begin = touched.length === 0 ? 0 : turnOf(touched.length);
  const room = Math.ceil(list.length / every);
  const chosen = [...touched.slice(begin), ...touched.slice(0, begin)].slice(0, room);
  return list.filter((entry, index) => always(entry, index) || chosen.includes(entry));
}

/** One of a list in continuous integration, another one with another commit; all of them without RAMPART_SAMPLE. */
export const inTurn = <T>(list: readonly T[]): readonly T[] =>
  every <= 1 ? list : list.filter((_, index) => index === turnOf(list.length));

/** A number below this one, another one with another commit. */
export const turnOf = (count: number): number =>
  Number.parseInt(git('rev-parse', 'HEAD').slice(0, 8) || '0', 16) % count;

function changed(): readonly string[] {
  return git('show', '--name-only', '--format=', 'HEAD')
    .split('\n')
    .filter((path) => path !== '');
}

function git(...args: readonly string[]): string {
  const cwd = join(import.meta.dirname, '../../..');
  const done = spawnSync('git', args, { cwd, encoding: 'utf8' });
  return done.status === 0 ? done.stdout : '';
}
