import { realpathSync } from 'node:fs';
import { dirname, join, basename } from 'path/posix';

/** The real path, also of what is not there yet. */
export function realPlace(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPlace(parent), basename(path));
  }
}
