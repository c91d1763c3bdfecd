import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transformSync } from 'esbuild';
import { generate, install, run } from '../e2e/support/service.js';
import { environment } from './requests.js';

/** One race: a framework, by its id. Its rivals are in servers/<id>/. */
export interface Contest {
  readonly id: string;
  readonly reach: Reach;
}

/** How much of the requests per second of bare and of usual, and how many times the cold start of bare. */
interface Reach {
  readonly bare: number;
  readonly usual: number;
  readonly start: number;
}

export const contests: readonly Contest[] = [
  { id: 'express', reach: { bare: 0.7, usual: 1.5, start: 1.5 } },
  { id: 'fastify', reach: { bare: 0.55, usual: 2.3, start: 1.5 } },
  { id: 'hono', reach: { bare: 0.5, usual: 2.3, start: 1.5 } },
  { id: 'nest', reach: { bare: 0.6, usual: 1.5, start: 1.5 } },
  { id: 'nest-fastify', reach: { bare: 0.6, usual: 1.5, start: 1.5 } },
];

/** One process to be started: Node's arguments, where, and its settings. */
export interface Racer {
  readonly name: 'bare' | 'usual' | 'ours';
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Installs both rivals and a freshly generated service below the cache folder; `build` is a digest of what
 * is raced.
 */
export function prepare(contest: Contest, cache: string): { racers: readonly Racer[]; build: string } {
  const rivals = installRivals(cache);
  const service = generate(`benched-${contest.id}`, ['--framework', contest.id, '--target', 'compose']);
  install(service);
  run('npm', ['run', 'build'], service);
  const { scripts } = JSON.parse(readFileSync(join(service, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const rival = (name: 'bare' | 'usual'): Racer => ({
    name,
    args: [`${contest.id}/${name}.js`],
    cwd: rivals,
    env: {},
  });
  return {
    racers: [
      rival('bare'),
      rival('usual'),
      { name: 'ours', args: scripts.start.split(' ').slice(1), cwd: service, env: environment },
    ],
    build: digest(join(service, 'dist')),
  };
}

/** The rivals as JavaScript beside their packages, which are installed once. */
function installRivals(cache: string): string {
  const from = join(import.meta.dirname, 'servers');
  const to = join(cache, 'servers');
  mkdirSync(to, { recursive: true });
  const manifest = readFileSync(join(from, 'package.json'), 'utf8');
  const stamp = join(to, 'installed.json');
  cpSync(join(from, 'package.json'), join(to, 'package.json'));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== manifest) {
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], to);
    writeFileSync(stamp, manifest);
  }
  for (const path of filesBelow(from).filter((name) => name.endsWith('.ts'))) {
    const { code } = transformSync(readFileSync(join(from, path), 'utf8'), {
      loader: 'ts',
      target: 'node20',
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    });
    mkdirSync(join(to, path, '..'), { recursive: true });
    writeFileSync(join(to, path.replace(/\.ts$/, '.js')), code);
  }
  return to;
}

function digest(folder: string): string {
  const hash = createHash('sha256');
  for (const path of filesBelow(folder)) hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
  return hash.digest('hex').slice(0, 12);
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
