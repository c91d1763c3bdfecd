import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { say, type Io } from './io.js';

/** Before any command: ends what a killed run left half-made in the folders that this one is about, and says so. */
export async function recoverFirst(io: Io, folders: readonly string[]): Promise<void> {
  const roots = new Set(['.', ...folders].map((folder) => resolve(io.cwd, folder)));
  for (const root of roots) {
    if (!existsSync(join(root, '.rampart'))) continue;
    const { recover } = await import('../commit/recover.js');
    const recovery = recover(root);
    if (recovery === undefined) continue;
    say(io, `A run of "rampart ${recovery.command}" was cut off in ${root}; it is ${recovery.outcome} now.`);
    for (const path of recovery.left)
      say(
        io,
        `  ${path} changed in between and was left; its text before is in .rampart/before/, if it had one.`,
      );
  }
}
