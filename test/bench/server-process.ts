import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cost } from './measure.js';

export interface Bench {
  readonly port: number;
  cost(): Promise<Cost>;
  stop(): Promise<void>;
}

/** Starts a server with its logs thrown away, and waits until its port answers; 20 seconds at most. */
export async function startServer(options: {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Bench> {
  const child = spawn(
    process.execPath,
    ['--require', join(import.meta.dirname, 'servers/meter.cjs'), ...options.args],
    {
      cwd: options.cwd,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(options.port), ...options.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  await answered(child, options.port);
  return { port: options.port, cost: () => ask(child), stop: () => stop(child) };
}

async function answered(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null)
      throw new Error(`The server exited with ${String(child.exitCode)} before it listened.`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await sleep(100);
  }
  throw new Error(`No answer on port ${String(port)} within 20 seconds.`);
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
