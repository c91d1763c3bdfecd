import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { residentMiB } from './support/memory.js';
import { inTurn, isSampled } from './support/sample.js';
import { boot, generate, install, run, type Booted } from './support/service.js';
import { converse, type Tally } from './support/steady-clients.js';

/**
 * A load of ten minutes on all frameworks at once, of half a minute in a sample. Of each two processes run:
 * one is replaced again and again, as a deploy does it; the other lives on, and its memory is watched.
 */
const seconds = isSampled ? 30 : 600;
const betweenRestarts = isSampled ? 3_000 : 12_000; // milliseconds
const fewest = 3; // restarts
const patience = 200_000; // milliseconds
const clients = 3; // of each process
/**
 * MiB: V8 takes room for young objects in steps, up to 32. A leak of a kilobyte a request would be 60 in
 * ten minutes.
 */
const steps = 40;
const trusted = { TRUST_PROXY: '127.0.0.1/32' };
const folders = new Map<string, string>();
const loaded = inTurn(frameworks);

/** The same numbers in each run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

beforeAll(() => {
  for (const { id } of loaded) {
    const folder = generate(`restarts-${id}`, ['--framework', id]);
    install(folder);
    run('npm', ['run', 'build'], folder);
    folders.set(id, folder);
  }
});

it(
  'loses no request, and its memory stays as it is',
  async () => {
    const pairs: Pair[] = [];
    for (const { id: name } of loaded)
      pairs.push({ name, steady: await bootAlone(name), first: await bootAlone(name) });
    const results = await Promise.all(pairs.map((pair, index) => live(pair, seeded(index + 1))));
    for (const { framework, restarts, replaced, steady, memory } of results) {
      // eslint-disable-next-line no-console
      console.log(
        [
          `${framework}: ${String(replaced.answered + steady.answered)} answered`,
          `${String(replaced.lost.length + steady.lost.length)} lost, ${String(restarts)} restarts`,
          `${String(replaced.moved)} moved, ${String(replaced.refused)} refused`,
          `${memory.map((each) => each.toFixed(0)).join(' -> ')} MiB`,
        ].join(', '),
      );
    }
    for (const { restarts, codes, replaced, steady, memory } of results) {
      expect([...replaced.lost, ...steady.lost]).toEqual([]);
      expect(new Set(codes)).toEqual(new Set([0]));
      expect(restarts).toBeGreaterThanOrEqual(fewest);
      expect(replaced.moved).toBeGreaterThanOrEqual(restarts); // the clients did meet the restarts
      expect(steady.answered).toBeGreaterThan(seconds * 3);
      const [early = 0, late = Infinity] = memory;
      expect(late).toBeLessThan(early + steps);
    }
  },
  (seconds + 300) * 1000,
);

interface Lived {
  readonly framework: string;
  readonly restarts: number;
  readonly codes: readonly (number | null)[];
  readonly replaced: Tally;
  readonly steady: Tally;
  /** In the third tenth of the time, and in the last: the least of each, which garbage does not blur. */
  readonly memory: readonly number[];
}

interface Pair {
  readonly name: string;
  readonly steady: Booted;
  readonly first: Booted;
}

const running: Booted[] = [];
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop()));
});
let booting: Promise<unknown> = Promise.resolve();

/** One after the other: ten at once would take longer than a boot may, and on a busy machine one may be late. */
function bootAlone(name: string): Promise<Booted> {
  const start = async (): Promise<Booted> => {
    const booted = await boot(folders.get(name) ?? '', trusted);
    running.push(booted);
    return booted;
  };
  const started = booting.then(() => start().catch(start));
  booting = started.catch(() => undefined);
  return started;
}

async function live({ name, steady, first }: Pair, random: (below: number) => number): Promise<Lived> {
  const codes: (number | null)[] = [];
  const until = performance.now() + seconds * 1000;
  // On a machine that is busy a start takes long: some restarts there must be, within bounds.
  const isOver = (): boolean => performance.now() >= (codes.length < fewest ? until + patience : until);
  let current: Booted = first;
  const replace = async (): Promise<void> => {
    while (!isOver()) {
      await sleep(betweenRestarts);
      const next = await bootAlone(name);
      const old = current;
      current = next;
      codes.push(await old.stop());
    }
  };
  const memory: number[] = [];
  const watch = async (): Promise<void> => {
    for (; !isOver(); await sleep(250)) memory.push(residentMiB(steady.child.pid));
  };
  const [replacedTally, steadyTally] = await Promise.all([
    converse(clients, { port: () => current.port, isOver, random }),
    converse(clients, { port: () => steady.port, isOver, random }),
    replace(),
    watch(),
  ]);
  codes.push(await current.stop(), await steady.stop());
  const least = (from: number, to: number): number =>
    Math.min(...memory.slice(Math.floor(memory.length * from), Math.floor(memory.length * to)));
  const restarts = codes.length - 2;
  return {
    framework: name,
    restarts,
    codes,
    replaced: replacedTally,
    steady: steadyTally,
    memory: [least(0.2, 0.4), least(0.8, 1)],
  };
}
