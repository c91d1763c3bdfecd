import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { folderNames } from '../../folder-names.js';
import { collect } from './collect.js';
import { dialHere } from './dial-here.js';
import type { Allowed } from './guard.js';
import { systemPath, type Wall } from './wall.js';

export interface WardedCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** The folder in the copy, as we see it. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The port that it is told to use; 0 for none. */
  readonly port: number;
  /** Our own ports on loopback that it may call. */
  readonly reaches: readonly number[];
}

type GuardCode = number | 'signal' | 'running';

/** One program that runs inside, with all processes that it starts. */
export interface Ward {
  /** Its output, at most 2 MiB of each stream: the beginning and the end. */
  stdout(): string;
  stderr(): string;
  code(): GuardCode;
  signal(name: NodeJS.Signals): void;
  /** Waits until it has ended and its output was read, at most this long. */
  ended(ms: number): Promise<GuardCode>;
  /** Connects to one of its ports, from this loopback address. Rejects with the error's code. */
  dial(port: number, from?: string): Promise<Socket>;
  /** Ports that it or a child of it listens on. */
  ports(): Promise<readonly number[]>;
  /** Ends it and every process that it started. */
  stop(): Promise<void>;
  kill(): void;
  /** Resolves when none of its processes runs. */
  readonly gone: Promise<void>;
}

export interface WardOptions {
  readonly command: WardedCommand;
  /** The command line of the warden, inside its wall. */
  readonly line: readonly string[];
  readonly wall: Wall;
  /** A folder with one file for each port that its Node processes listen on. */
  readonly ports: string;
  readonly lends: readonly Allowed[];
  /** The script that ends all processes with the mark, and its argument. */
  readonly sweep: readonly string[];
}

type Told = {
  readonly what: string;
  readonly id?: number;
  readonly code?: GuardCode | string;
  readonly ports?: number[];
};

export async function openWard({ command, line, wall, ports, lends, sweep }: WardOptions): Promise<Ward> {
  const [file = '', ...args] = line;
  const child = spawn(file, args, {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...systemPath(), ...(process.env['SystemRoot'] ? { SystemRoot: process.env['SystemRoot'] } : {}) },
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const asked = new Map<number, (told: Told, handle: unknown) => void>();
  let code: GuardCode = 'running';
  let mainEnded = (): void => undefined;
  const main = new Promise<void>((resolve) => (mainEnded = resolve));
  let wardenReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (wardenReady = resolve));
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  }).then(() => {
    if (code === 'running') code = 'signal';
    mainEnded();
    wardenReady();
    for (const answer of asked.values()) answer({ what: 'gone', code: 'ECONNREFUSED' }, undefined);
    asked.clear();
  });
  child.on('message', (told: Told, handle: unknown) => {
    if (told.what === 'ready') wardenReady();
    else if (told.what === 'ended') {
      code = told.code as GuardCode;
      mainEnded();
    } else if (told.id !== undefined) {
      asked.get(told.id)?.(told, handle);
      asked.delete(told.id);
    }
  });
  child.on('error', () => undefined);

  let ids = 0;
  const order = (text: object): void => {
    if (child.connected) child.send(text, () => undefined);
  };
  const ask = (text: object): Promise<{ told: Told; handle: unknown }> =>
    new Promise((resolve) => {
      const id = (ids += 1);
      if (!child.connected) resolve({ told: { what: 'gone', code: 'ECONNREFUSED' }, handle: undefined });
      else {
        asked.set(id, (told, handle) => resolve({ told, handle }));
        order({ ...text, id });
      }
    });

  const kill = (): void => killAll(child, wall, sweep);
  const ward: Ward = {
    stdout,
    stderr,
    code: () => code,
    signal: (name) => order({ order: 'signal', name }),
    ended: async (ms) => {
      await within(
        ms,
        main.then(() => within(2_000, gone)),
      ); // an orphan may keep its output open
      return code;
    },
    dial: async (port, from) => {
      if (wall === 'none') return dialHere({ port: notedIn(ports).get(port) ?? port, from });
      const { told, handle } = await ask({ order: 'dial', port, from });
      if (handle === undefined)
        throw Object.assign(new Error(`connect ${String(told.code)}`), { code: told.code });
      return handle as Socket;
    },
    ports: async () => {
      const { told } = await ask({ order: 'ports' });
      return [...new Set([...(told.ports ?? []), ...notedIn(ports).keys()])];
    },
    stop: async () => {
      if (wall === 'none') order({ order: 'end' });
      else kill();
      await within(4_000, gone);
      if (child.exitCode === null && child.signalCode === null) kill();
    },
    kill,
    gone,
  };
  await ready;
  for (const { alias, host, port } of lends) {
    const { handle } = await ask({ order: 'lend', host: alias, port });
    if (handle !== undefined) lead(handle as Server, { host, port });
  }
  order({ order: 'start', command: command.command, args: command.args, cwd: command.cwd, env: command.env });
  return ward;
}

/** A namespace ends with its first process. Without one, the marked processes are searched. */
function killAll(child: ChildProcess, wall: Wall, sweep: readonly string[]): void {
  if (wall === 'none' && process.platform !== 'win32')
    spawnSync(process.execPath, [...sweep], { timeout: 6_000, stdio: 'ignore', env: systemPath() });
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(process.platform === 'win32' ? 'SIGTERM' : 'SIGKILL');
}

/** Forwards callers of a port inside to the address outside. */
function lead(server: Server, { host, port }: { host: string; port: number }): void {
  server.unref();
  server.on('error', () => undefined);
  server.on('connection', (inner: Socket) => {
    const outer = connect({ host, port, allowHalfOpen: true });
    inner.allowHalfOpen = true;
    inner.on('error', () => outer.destroy());
    outer.on('error', () => inner.resetAndDestroy());
    inner.pipe(outer).pipe(inner);
  });
}

/** Waits for work, at most this long, and clears its timer. */
function within(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Maps the ports that were asked for to those that replace them. */
function notedIn(folder: string): ReadonlyMap<number, number> {
  const names = folderNames(folder);
  const moved = new Map(
    names.flatMap((name): readonly (readonly [number, number])[] => {
      const asked = /^for-(\d{1,5})$/.exec(name)?.[1];
      return asked === undefined ? [] : [[Number(asked), Number(readFileSync(join(folder, name), 'latin1'))]];
    }),
  );
  const standIns = new Set(moved.values());
  const plain = names.filter((name) => /^\d{1,5}$/.test(name)).map(Number);
  return new Map([
    ...plain.filter((port) => !standIns.has(port)).map((port) => [port, port] as const),
    ...moved,
  ]);
}
