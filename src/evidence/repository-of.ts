import { dirname, join } from 'path/posix';
import { realPlace } from './real-place.js';
import { realpathSync } from 'node:fs';

/** The folder of the repository that a folder belongs to: the nearest with .git, else the folder itself. */
export function repositoryOf(root: string): string {
  for (let folder = realPlace(root); ; folder = dirname(folder)) {
    if (exists(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return realPlace(root);
  }
}

function exists(path: string): boolean {
  try {
    realpathSync.native(path);
    return true;
  } catch {
    return false;
  }
}
