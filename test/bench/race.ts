import { freePort } from '../e2e/support/service.js';
import { load } from './load.js';
import { median } from './measure.js';
import { requests, write } from './requests.js';
import { startServer, type Bench } from './server-process.js';
import type { Racer } from './contests.js';

/** Requests per second, the server's CPU in microseconds per request, and the 99th percentile in milliseconds. */
export interface Slice {
  readonly rps: number;
  readonly cpu: number;
  readonly p99: number;
}

/** From the start of the process to its first 200: milliseconds that passed, milliseconds of CPU. */
export interface Start {
  readonly wall: number;
  readonly cpu: number;
}

export type Rounds<T> = ReadonlyMap<Racer['name'], readonly T[]>;

export interface Track {
  /** The binary. */
  readonly node: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly notes: number;
}

/** Bare, usual and ours are loaded in turn (A B C A B C ...), so that other load on the machine hits all alike. */
export async function race(racers: readonly Racer[], track: Track): Promise<Rounds<Slice>> {
  const slices = new Map<Racer['name'], Slice[]>(racers.map(({ name }) => [name, []]));
  const servers = new Map<Racer['name'], Bench>();
  try {
    for (const racer of racers) {
      const server = await startServer(racer, { ...track, port: await freePort() });
      servers.set(racer.name, server);
      if (racer.name === 'ours') for (let note = 0; note < track.notes; note++) await post(server.port);
      await slice(server, 2);
    }
    for (let round = 0; round < track.rounds; round++)
      for (const [name, server] of servers) slices.get(name)?.push(await slice(server, track.seconds));
  } finally {
    for (const server of servers.values()) await server.stop();
  }
  return slices;
}

/** Cold starts, in turn as well. */
export async function starts(racers: readonly Racer[], track: Track): Promise<Rounds<Start>> {
  const found = new Map<Racer['name'], Start[]>(racers.map(({ name }) => [name, []]));
  for (let round = 0; round <= track.rounds; round++)
    for (const racer of racers) {
      const server = await startServer(racer, { ...track, port: await freePort() });
      await server.stop();
      if (round > 0) found.get(racer.name)?.push(server.start); // the first one warms the file cache
    }
  return found;
}

/** The median of one figure. */
export const middle = <T>(rounds: Rounds<T>, name: Racer['name'], key: keyof T): number =>
  median((rounds.get(name) ?? []).map((one) => Number(one[key])));

/** The lowest: what the machine did when least disturbed. */
export const best = <T>(rounds: Rounds<T>, name: Racer['name'], key: keyof T): number =>
  Math.min(...(rounds.get(name) ?? []).map((one) => Number(one[key])));

/** The median, round by round, of the ratio of one figure. */
export function ratio<T>(rounds: Rounds<T>, over: Racer['name'], under: Racer['name'], key: keyof T): number {
  const below = rounds.get(under) ?? [];
  return median((rounds.get(over) ?? []).map((one, round) => Number(one[key]) / Number(below[round]?.[key])));
}

async function slice(server: Bench, seconds: number): Promise<Slice> {
  const before = await server.cost();
  const started = performance.now();
  const { total, latencies } = await load({
    port: server.port,
    connections: 32,
    milliseconds: seconds * 1000,
    requests,
  });
  const passed = (performance.now() - started) / 1000;
  const after = await server.cost();
  const sorted = Float64Array.from(latencies).sort();
  return {
    rps: total / passed,
    cpu: (after.cpu - before.cpu) / total,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? Infinity,
  };
}

const post = (port: number): Promise<unknown> =>
  load({ port, connections: 1, requests: [write], limit: 1, status: 201 });
