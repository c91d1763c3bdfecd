import type { Disk } from './disk.js';
import { placeOnDisk } from './paths.js';

/** Removes those of the folders that are empty, innermost first. */
export function removeEmpty(root: string, folders: readonly string[], disk: Disk): void {
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    const place = placeOnDisk(root, folder);
    if (disk.look(place)?.isDirectory() && disk.list(place).length === 0) disk.removeFolder(place);
  }
}
