import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from './load.js';
import type { Cost } from './measure.js';
import { requests } from './requests.js';
import type { Racer } from './contests.js';

export interface Bench {
  readonly port: number;
  /** From the start of the process to its first 200, in milliseconds; and what that cost. */
  readonly start: { readonly wall: number; readonly cpu: number };
  cost(): Promise<Cost>;
  stop(): Promise<void>;
}

/** Starts a server with its logs thrown away, and waits for its first 200; 30 seconds at most. */
export async function startServer(
  racer: Racer,
  options: { readonly node: string; readonly port: number; readonly notes: number },
): Promise<Bench> {
  const { node, port, notes } = options;
  const started = performance.now();
  const child = spawn(node, ['--require', join(import.meta.dirname, 'servers/meter.cjs'), ...racer.args], {
    cwd: racer.cwd,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      NOTES: String(notes),
      ...racer.env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await answered(child, port);
  const wall = performance.now() - started;
  const cpu = (await ask(child)).cpu / 1000;
  return { port, start: { wall, cpu }, cost: () => ask(child), stop: () => stop(child) };
}

async function answered(child: ChildProcess, port: number): Promise<void> {
  for (const until = performance.now() + 30_000; performance.now() < until; await sleep(10)) {
    if (child.exitCode !== null)
      throw new Error(`The server exited with ${String(child.exitCode)} before it answered.`);
    const first = await load({ port, connections: 1, requests, limit: 1 }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') return undefined;
      throw error;
    });
    if (first !== undefined) return;
  }
  throw new Error(`No answer on port ${String(port)} within 30 seconds.`);
}

async function ask(child: ChildProcess): Promise<Cost> {
  const answer = once(child, 'message');
  child.send('cost');
  const [cost] = (await answer) as [Cost];
  return cost;
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}
