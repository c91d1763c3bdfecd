import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const venv = join(import.meta.dirname, '../../../.cache/tools/bin');
const folders = [venv, ...(process.env.PATH ?? '').split(delimiter)];

/** Where a tool that is not ours lies: in .cache/tools or on the PATH. */
export const tool = (name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find(isExecutable);

/** The names of those that this machine lacks; a test that needs them says so in its title and is skipped. */
export const lacking = (...names: readonly string[]): readonly string[] =>
  names.filter((name) => tool(name) === undefined);

export const skippedFor = (reasons: readonly string[]): string =>
  reasons.length > 0 ? ` (skipped, this machine lacks: ${reasons.join(', ')})` : '';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
