import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `npm create rampart` pays for: the tarball, then the packages and bytes that installing it brings. */
export function weight(root: string): { tarball: number; packages: number; bytes: number } {
  const work = mkdtempSync(join(tmpdir(), 'bench-pack-'));
  const name =
    npm(['pack', '--ignore-scripts', '--pack-destination', work], root).trim().split('\n').at(-1) ?? '';
  const tarball = join(work, name);
  const host = join(work, 'host');
  mkdirSync(host);
  writeFileSync(join(host, 'package.json'), '{"private":true}');
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball], host);
  const result = {
    tarball: statSync(tarball).size,
    packages: countPackages(join(host, 'node_modules')),
    bytes: sizeOf(join(host, 'node_modules')),
  };
  rmSync(work, { recursive: true });
  return result;
}

function npm(args: readonly string[], cwd: string): string {
  const run = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    timeout: 180_000,
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) throw new Error(`npm ${args.join(' ')} exited ${String(run.status)}: ${run.stderr}`);
  return run.stdout;
}

function countPackages(modules: string): number {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)) : [name])).length;
}

function sizeOf(path: string): number {
  const stat = lstatSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
