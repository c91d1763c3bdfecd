import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { raw, request } from './raw.js';

const root = join(import.meta.dirname, '../../..');
export const cli = join(root, 'dist/rampart.cjs');
export const cache = join(root, '.cache/e2e');

/** Runs a command to its end and returns what it printed; a failure shows all of it. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = ownEnv(),
): string {
  const done = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  if (done.status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} exited ${String(done.status)}\n${done.stdout}\n${done.stderr}`,
    );
  return done.stdout;
}

/**
 * The environment without what npm adds for our own scripts: our engine-strict is no setting of the
 * generated service.
 */
const ownEnv = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

/** Generates a service into a fresh folder of the cache. */
export function generate(name: string, flags: readonly string[]): string {
  const folder = join(cache, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  run(
    process.execPath,
    [cli, 'new', folder, '--yes', '--preset', 'full', '--no-install', '--no-git', ...flags],
    cache,
  );
  return folder;
}

/** One warm install for all services with the same dependencies, linked into each. */
export function install(folder: string): void {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Record<string, object>;
  const key = createHash('sha256')
    .update(JSON.stringify([process.versions.modules, dependencies, devDependencies]))
    .digest('hex')
    .slice(0, 16);
  const warm = join(cache, `modules-${key}`);
  if (!existsSync(warm)) {
    const staging = `${warm}.staging`;
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true });
    writeFileSync(
      join(staging, 'package.json'),
      JSON.stringify({ private: true, dependencies, devDependencies }),
    );
    if (existsSync(join(folder, '.npmrc'))) cpSync(join(folder, '.npmrc'), join(staging, '.npmrc'));
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], staging);
    renameSync(staging, warm);
  }
  symlinkSync(join(warm, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const lock = join(folder, 'package-lock.json');
  if (!existsSync(lock)) cpSync(join(warm, 'package-lock.json'), lock);
}

export interface Booted {
  readonly port: number;
  readonly child: ChildProcess;
  /** Everything that the process has printed so far. */
  output(): string;
  /** Sends SIGTERM and waits for the exit code. */
  stop(): Promise<number | null>;
}

/** Secrets and settings of a production boot; nothing here is a real secret. */
export const productionEnv = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PUBLIC_ORIGIN: 'https://api.e2e.test',
  ALLOWED_ORIGINS: 'https://app.e2e.test',
  OPERATIONS_TOKEN: 'hQ8vXn2mRt5yLc9wZk4sBf7gJd3pAeu6oViTxMzKqNbE',
} as const;

/** Boots what its start script does, or the given script, on a free loopback port, and waits for /livez. */
export async function boot(
  folder: string,
  env: Readonly<Record<string, string>> = {},
  script = entryOf(folder),
): Promise<Booted> {
  const port = await freePort();
  const child = start(folder, { ...productionEnv, PORT: String(port), ...env }, script);
  let text = '';
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 40_000);
      await gone;
      clearTimeout(late);
    }
    return child.exitCode;
  };
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) throw new Error(`The service exited ${String(child.exitCode)}:\n${text}`);
    const { status } = await raw({
      port,
      chunks: [request('GET /livez', { Host: `127.0.0.1:${String(port)}`, Connection: 'close' })],
      timeout: 1000,
    });
    if (status === 200) return { port, child, output: () => text, stop };
    await new Promise((done) => setTimeout(done, 100));
  }
  await stop();
  throw new Error(`The service did not answer within 15 seconds:\n${text}`);
}

/** The words of its own start script behind `node`. */
const startWords = (folder: string): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts?: { start?: string };
  };
  return (scripts?.start ?? '').split(' ').slice(1);
};

const nodeFlags = (folder: string): readonly string[] =>
  startWords(folder).filter((word) => word.startsWith('--'));

/** The script that it starts with: 'dist/server.js', or what its framework calls it. */
export const entryOf = (folder: string): string => startWords(folder).at(-1) ?? '';

/** Starts the service with exactly this environment, as its start script does. */
export const start = (
  folder: string,
  env: Readonly<Record<string, string>>,
  script = entryOf(folder),
): ChildProcess =>
  spawn(process.execPath, [...nodeFlags(folder), script], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Waits for the end of a process that must not live: its exit code and all that it printed. */
export async function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(late);
  return { code, text };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port.');
  server.close();
  await once(server, 'close');
  return address.port;
}
