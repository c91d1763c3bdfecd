import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allowedOrigin, publicName, throwaway } from './environment.js';
import type { Profile } from './environment.js';
import { listeningPort } from './listening.js';
import { isSecretName, routesRead, settingsOf } from './reading.js';
import type { Launch } from './launch.js';
import { faultMarker, faultPreload } from './preloads.js';
import type { Repo } from './repo.js';
import { findRoutes } from './routes.js';
import type { Hints } from './routes.js';
import { connectTo } from './server.js';
import type { Server } from './server.js';

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

/** Boots the service, again and again, each time in an environment that we made. */
export interface Bench {
  start(run: Run): Promise<Boot>;
  /** One boot per profile for all probes that disturb nothing. */
  shared(profile: Profile): Promise<Boot>;
  /** Names of the secrets that it reads. */
  readonly secrets: readonly string[];
  openapi(): Promise<unknown>;
  close(): Promise<void>;
}

const keptBytes = 2 * 1024 * 1024;
const running = new Set<ChildProcess>();
const documents = [
  '/openapi.json',
  '/api/openapi.json',
  '/api-docs.json',
  '/swagger.json',
  '/docs/json',
  '/api-json',
];

export interface BenchOptions {
  readonly repo: Repo;
  readonly args: Extract<Launch, { args: unknown }>['args'];
  readonly asked: Hints['asked'];
}

export function openBench({ repo, args, asked }: BenchOptions): Bench {
  const settings = settingsOf(repo);
  const folder = scratch(repo.root);
  const boots: Boot[] = [];
  const memo = new Map<Profile, Promise<Boot>>();
  const hints: Hints = { asked, read: routesRead(repo), openapi: () => bench.openapi() };
  let document: Promise<unknown> | undefined;
  const kill = (): void => running.forEach(killGroup);
  process.once('exit', kill);

  const bench: Bench = {
    secrets: settings.map(({ name }) => name).filter(isSecretName),
    start: async (run) => {
      const port = await freePort();
      const env = { ...throwaway(settings, run.profile, port), ...run.env };
      const preloads = [faultPreload(bench.secrets), ...(run.preload === undefined ? [] : [run.preload])];
      const plaintext = async () => (await bench.shared('direct')).server;
      const boot = await bootOnce({ args, folder, port, env, hints, run, preloads, plaintext });
      boots.push(boot);
      return boot;
    },
    shared: (profile) => {
      if (!memo.has(profile)) memo.set(profile, bench.start({ profile }));
      return memo.get(profile) as Promise<Boot>;
    },
    openapi: () => (document ??= documentOf(bench)),
    close: async () => {
      await Promise.all(boots.map((boot) => boot.stop()));
      process.removeListener('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

/** The service's own folder by links, without any .env: its settings are ours, never the user's. */
function scratch(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-boot-'));
  for (const name of readdirSync(root)) {
    if (!name.startsWith('.env') && name !== '.git') symlinkSync(join(root, name), join(folder, name));
  }
  return folder;
}

async function documentOf(bench: Bench): Promise<unknown> {
  const { server, state } = await bench.shared('development');
  if (state !== 'listening') return undefined;
  for (const path of documents) {
    const { status, body } = await server.request({ path });
    if (status !== 200) continue;
    try {
      return JSON.parse(body) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}

interface Once {
  readonly args: readonly string[];
  readonly folder: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hints: Hints;
  readonly run: Run;
  readonly preloads: readonly string[];
  readonly plaintext: () => Promise<Server>;
}

async function bootOnce({ args, folder, port, env, hints, run, preloads, plaintext }: Once): Promise<Boot> {
  const { PATH, SystemRoot } = process.env;
  const imports = preloads.flatMap((text) => [
    '--import',
    `data:text/javascript,${encodeURIComponent(text)}`,
  ]);
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
      resolve();
    });
    child.once('error', () => resolve());
  });
  const found = await listening({ child, port, ended, waitMs: run.waitMs ?? 20_000 });
  const server = serverFor({ profile: run.profile, port: found ?? port, hints, plaintext });
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

interface Facing {
  readonly profile: Profile;
  readonly port: number;
  readonly hints: Hints;
  readonly plaintext: () => Promise<Server>;
}

function serverFor({ profile, port, hints, plaintext }: Facing): Server {
  const name = profile === 'development' ? '127.0.0.1' : publicName;
  return connectTo({
    endpoint: { host: '127.0.0.1', port, transport: 'plain', name },
    kind: 'booted',
    stance: profile === 'production' ? 'behind-proxy' : 'direct',
    reach: 'writes',
    allowedOrigin,
    fault: faultMarker,
    plaintext,
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

const freePort = (): Promise<number> =>
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
