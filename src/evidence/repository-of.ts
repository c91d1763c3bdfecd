import { dirname, join } from 'node:path';
import { realPlace } from './real-place.js';
import { realpathSync } from 'node:fs';

/** The repository of a folder: the nearest folder with .git, else the folder itself. */
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
