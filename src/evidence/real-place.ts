import { realpathSync } from 'node:fs';
import { dirname, join, basename } from 'node:path';

/** The real path, even of something that does not exist yet. */
export function realPlace(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPlace(parent), basename(path));
  }
}
