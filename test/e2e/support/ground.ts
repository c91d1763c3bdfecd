import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** One digest of every path, kind, mode, text and time below a folder; what git keeps for itself apart. */
export function stateOf(folder: string): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    const full = join(folder, path);
    const stat = lstatSync(full);
    hash.update(`${path}\0${String(stat.mode)}\0`);
    if (stat.isSymbolicLink()) hash.update(readlinkSync(full));
    else if (stat.isDirectory())
      for (const name of readdirSync(full).sort()) {
        if (name !== '.git') visit(join(path, name));
      }
    else hash.update(`${String(stat.mtimeMs)}\0`).update(readFileSync(full));
  };
  visit('');
  return hash.digest('hex');
}
