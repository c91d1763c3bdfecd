import { sha256 } from '../../sha256.js';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Others } from './again.js';
import { allowedOrigin, publicName } from './environment.js';
import type { Profile } from './environment.js';
import { listeningPort } from './listening.js';
import { faultMarker } from './preloads.js';
import { findRoutes } from './routes.js';
import type { Hints } from './routes.js';
import { connectTo } from './server.js';
import type { Server } from './server.js';
import { openTransport } from './transport.js';

/** One boot of the service, with its own environment and its own end. */
export interface Boot {
  readonly state: 'listening' | 'exited' | 'silent';
  readonly server: Server;
  /** Everything that it wrote, stdout and stderr, at most 2 MiB of each. */
  stdout(): string;
  stderr(): string;
  code(): number | 'signal' | 'running';
  signal(name: NodeJS.Signals): void;
  /** Waits for the end, at most so long. */
  ended(ms: number): Promise<number | 'signal' | 'running'>;
  stop(): Promise<void>;
}

export interface Run {
  readonly profile: Profile;
  /** Over the generated values; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A module that runs in the process before the service. */
  readonly preload?: string;
  readonly waitMs?: number;
}

const keptBytes = 2 * 1024 * 1024;
const running = new Set<ChildProcess>();

/** For the end of our own process, however it comes. */
export const killAll = (): void => running.forEach(killGroup);

export interface Once {
  readonly args: readonly string[];
  readonly folder: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hints: Hints;
  readonly run: Run;
  readonly preloads: readonly string[];
  readonly others: Others;
}

/** Starts one process and waits until it listens, ends, or stays silent too long. */
export async function bootOnce({
  args,
  folder,
  port,
  env,
  hints,
  run,
  preloads,
  others,
}: Once): Promise<Boot> {
  const { PATH, SystemRoot } = process.env;
  const imports = preloads.flatMap((text) => ['--import', preloadFile(folder, text)]);
  const child = spawn(process.execPath, [...imports, ...args], {
    cwd: folder,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...(PATH ? { PATH } : {}), ...(SystemRoot ? { SystemRoot } : {}), HOME: folder, ...env },
  });
  running.add(child);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let code: number | 'signal' | 'running' = 'running';
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (status) => {
      code = status ?? 'signal';
      running.delete(child);
      setTimeout(resolve, 2_000).unref(); // a process of its own may hold the pipes open
    });
    child.once('close', () => resolve()); // after the exit, when all that it wrote is read
    child.once('error', () => resolve());
  });
  const found = await listening({ child, port, ended, waitMs: run.waitMs ?? 20_000 });
  const server = serverFor({ profile: run.profile, port: found ?? port, hints, others });
  const now = (): typeof code => code;
  return {
    state: now() === 'running' ? (found === undefined ? 'silent' : 'listening') : 'exited',
    server,
    stdout,
    stderr,
    code: now,
    signal: (name) => void child.kill(name),
    ended: async (ms) => {
      await Promise.race([ended, sleep(ms)]);
      return now();
    },
    stop: async () => {
      killGroup(child);
      await Promise.race([ended, sleep(2_000)]);
    },
  };
}

/** A file, not a data: URL, which would stand whole in every stack trace. */
function preloadFile(folder: string, text: string): string {
  const name = sha256(text).slice(0, 12);
  const path = join(folder, `.rampart-${name}.mjs`);
  writeFileSync(path, text);
  return pathToFileURL(path).href;
}

interface Facing {
  readonly profile: Profile;
  readonly port: number;
  readonly hints: Hints;
  readonly others: Others;
}

function serverFor({ profile, port, hints, others }: Facing): Server {
  const name = profile === 'development' ? '127.0.0.1' : publicName;
  return connectTo({
    endpoint: { host: '127.0.0.1', port, transport: 'plain', name },
    kind: 'booted',
    stance: profile === 'production' ? 'behind-proxy' : 'direct',
    transport: openTransport('own-boot'),
    allowedOrigin,
    fault: faultMarker,
    others,
    findRoutes: (server) => findRoutes(server, hints),
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= keptBytes) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

interface Wait {
  readonly child: ChildProcess;
  readonly port: number;
  readonly ended: Promise<void>;
  readonly waitMs: number;
}

/** The port that was given, or the one that the process opened instead. */
async function listening({ child, port, ended, waitMs }: Wait): Promise<number | undefined> {
  const deadline = Date.now() + waitMs;
  let over = false;
  void ended.then(() => (over = true));
  for (let turn = 0; Date.now() < deadline && !over; turn += 1) {
    if (await accepts(port)) return port;
    if (turn > 40 && turn % 10 === 0) {
      const other = listeningPort(child.pid ?? 0);
      if (other !== undefined && (await accepts(other))) return other;
    }
    await Promise.race([ended, sleep(25)]);
  }
  return undefined;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
