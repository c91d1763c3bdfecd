import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cli } from './generation.js';
import { median } from './measure.js';
import { startServer, type Bench } from './server-process.js';

/** Requests per second, 99th percentile in milliseconds, and the server's CPU in microseconds per request. */
export interface Speed {
  readonly rps: number;
  readonly p99: number;
  readonly cpu: number;
}

interface Subject {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const origin = 'https://app.bench.test';

/**
 * Bare Express, the usual assembly and the hardened service, loaded in turn (A B C A B C ...), medians of the slices.
 * Every request comes through a trusted proxy, over HTTPS, with an allowed Origin, from one of 2 000 clients, so that no limit is reached.
 */
export async function throughput(
  cache: string,
  framework: string,
  rounds: number,
  seconds: number,
): Promise<Map<string, Speed>> {
  const subjects = prepare(cache, framework);
  const slices = new Map<string, Speed[]>(subjects.map(({ name }) => [name, []]));
  const servers = new Map<string, Bench>();
  try {
    for (const [index, subject] of subjects.entries())
      servers.set(subject.name, await startServer({ ...subject, port: 24_100 + index }));
    for (const server of servers.values()) await load(cache, server, 1);
    for (let round = 0; round < rounds; round++)
      for (const [name, server] of servers) slices.get(name)?.push(await load(cache, server, seconds));
  } finally {
    for (const server of servers.values()) await server.stop();
  }
  return new Map([...slices].map(([name, speeds]) => [name, middle(speeds)]));
}

function middle(speeds: readonly Speed[]): Speed {
  const of = (key: keyof Speed): number => median(speeds.map((speed) => speed[key]));
  return { rps: of('rps'), p99: of('p99'), cpu: of('cpu') };
}

/** Installs both rivals and a freshly generated service below the cache folder. */
function prepare(cache: string, framework: string): readonly Subject[] {
  const rivals = join(cache, 'servers');
  mkdirSync(cache, { recursive: true });
  cpSync(join(import.meta.dirname, 'servers'), rivals, { recursive: true });
  if (!existsSync(join(rivals, 'node_modules')))
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], rivals);
  const service = join(cache, framework);
  rmSync(service, { recursive: true, force: true });
  run(
    process.execPath,
    [cli, 'new', framework, '--yes', '--framework', framework, '--no-install', '--no-git'],
    cache,
  );
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], service);
  run('npm', ['run', 'build'], service);
  return [
    { name: 'bare', args: ['bare.mjs'], cwd: rivals },
    { name: 'usual', args: ['usual.mjs'], cwd: rivals },
    {
      name: 'ours',
      args: ['--disable-proto=delete', 'dist/server.js'],
      cwd: service,
      env: {
        HOST: '127.0.0.1',
        PUBLIC_ORIGIN: 'https://api.bench.test',
        ALLOWED_ORIGINS: origin,
        TRUST_PROXY: '127.0.0.1/32',
        OPERATIONS_TOKEN: 'kT7vQm2ZpX9sLr4WbN8cYdF3hJ6gAe1uVoKi5tRzMxSq',
      },
    },
  ];
}

function run(command: string, args: readonly string[], cwd: string): void {
  const done = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  if (done.status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} exited ${String(done.status)}: ${done.stdout}${done.stderr}`,
    );
}

interface LoadResult {
  readonly requests: { readonly average: number; readonly total: number };
  readonly latency: { readonly p99: number };
  readonly non2xx: number;
  readonly errors: number;
}

/** One slice: 32 connections for so many seconds; a single answer that is not 2xx makes it void. */
async function load(cache: string, server: Bench, seconds: number): Promise<Speed> {
  const autocannon = createRequire(join(cache, 'servers/package.json'))('autocannon') as (
    options: object,
  ) => Promise<LoadResult>;
  const before = await server.cost();
  const result = await autocannon({
    url: `http://127.0.0.1:${String(server.port)}`,
    connections: 32,
    duration: seconds,
    requests: requests(),
  });
  const after = await server.cost();
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${String(result.non2xx)} answers were not 2xx, ${String(result.errors)} failed: this slice measures refusals.`,
    );
  return {
    rps: result.requests.average,
    p99: result.latency.p99,
    cpu: (after.cpu - before.cpu) / result.requests.total,
  };
}

const requests = (): object[] =>
  Array.from({ length: 2000 }, (_, client) => ({
    method: 'GET',
    path: '/notes?limit=20',
    headers: {
      host: 'api.bench.test',
      origin,
      accept: 'application/json',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': `198.51.${String(100 + Math.floor(client / 250))}.${String(1 + (client % 250))}`,
    },
  }));
