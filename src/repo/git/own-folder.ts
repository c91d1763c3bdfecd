import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../is-alive.js';
import { once } from '../../once.js';

/** Makes a private temporary folder and removes it after use, even after an error. */
export function inOwnFolder<T>(use: (folder: string) => T): T {
  tidy();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`)));
  made.add(folder);
  try {
    return use(folder);
  } finally {
    remove(folder);
  }
}

const prefix = 'rampart-git-';
const made = new Set<string>();

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  made.delete(folder);
}

/** Removes folders of earlier runs: a run that is killed or takes too long cannot remove its own. */
const tidy = once((): void => {
  process.once('exit', () => made.forEach(remove));
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(/^\d+(?=-)/.exec(name.slice(prefix.length))?.[0]) : NaN;
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
});
