import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kindAt } from '../read-file.js';
import { say, warn, type Io } from '../commands/io.js';

/**
 * Before a command, completes or reverts what a killed run left half-done in its folders, and says so.
 * Commands that only read do not: the journal may belong to a stranger's repo, and reading it writes nothing.
 */
export async function recoverFirst(
  io: Io,
  folders: readonly string[],
  mode: 'recover' | 'look' = 'recover',
): Promise<void> {
  const roots = new Set(['.', ...folders].map((folder) => resolve(io.cwd, folder)));
  for (const root of roots) {
    if (!existsSync(join(root, '.rampart'))) continue;
    if (mode === 'look') {
      if (kindAt(join(root, '.rampart/journal.json')) !== 'absent')
        warn(
          io,
          `.rampart/journal.json says that a run in ${root} was interrupted; "${io.self} undo" there recovers it.`,
        );
      continue;
    }
    const { recover } = await import('../commit/recover.js');
    const recovery = recover(root);
    if (recovery === undefined) continue;
    say(
      io,
      `A run of "rampart ${recovery.command}" was interrupted in ${root}; it is ${recovery.outcome} now.`,
    );
    for (const path of recovery.left)
      say(io, `  ${path} was changed since and stays; its old text, if it had one, is in .rampart/before/.`);
  }
}
