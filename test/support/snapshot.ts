import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The whole content of a folder: kind, mode, time and digest by path. Taking it changes nothing. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const folders = [''];
  for (let path = folders.pop(); path !== undefined; path = folders.pop())
    for (const name of readdirSync(join(folder, path))) {
      const inside = path === '' ? name : `${path}/${name}`;
      const stat = lstatSync(join(folder, inside));
      if (stat.isDirectory()) folders.push(inside);
      found[inside] =
        `${stat.mode.toString(8)} ${String(stat.mtimeMs)} ${contentOf(join(folder, inside), stat)}`;
    }
  return found;
}

function contentOf(path: string, stat: ReturnType<typeof lstatSync>): string {
  if (stat === undefined || stat.isDirectory()) return 'folder';
  if (stat.isSymbolicLink()) return readlinkSync(path);
  if (!stat.isFile() || stat.size > 10_000_000) return `${String(stat.size)} bytes`;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
