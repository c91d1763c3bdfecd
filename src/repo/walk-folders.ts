import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { isNotRead, listFolder } from '../read-file.js';

export interface Walked {
  /** Relative POSIX paths, in the order of the walk. */
  readonly files: readonly string[];
  /** Folders that were skipped and should be mentioned. */
  readonly leftOut: readonly string[];
  /** Folders that could not be listed, and why; '' is the root. */
  readonly closed: readonly { readonly path: string; readonly because: string }[];
  readonly extent: 'whole' | 'part';
}

/** The only walk of a repo's folders, from the top down. Links are not followed. Stops soon after `most` files. */
export function walkFolders({
  root,
  most,
  mostFolders = Infinity,
  enters,
  takes,
}: {
  readonly root: string;
  readonly most: number;
  readonly mostFolders?: number;
  readonly enters: (name: string) => 'enter' | 'pass over' | 'leave out';
  readonly takes: (entry: Dirent) => boolean;
}): Walked {
  const files: string[] = [];
  const leftOut: string[] = [];
  const closed: { path: string; because: string }[] = [];
  const folders = [''];
  let extent: Walked['extent'] = 'whole';
  let at = 0;
  for (; at < folders.length && files.length < most; at += 1) {
    const folder = folders[at] ?? '';
    const listed = listFolder(join(root, folder), most);
    if (isNotRead(listed)) {
      closed.push({ path: folder, because: listed.because });
      continue;
    }
    if (listed.extent === 'part') extent = 'part';
    for (const entry of listed.entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) {
        if (takes(entry)) files.push(path);
        continue;
      }
      const way = enters(entry.name);
      if (way === 'leave out') leftOut.push(path);
      if (way !== 'enter') continue;
      if (folders.length < mostFolders) folders.push(path);
      else extent = 'part';
    }
  }
  return { files, leftOut, closed, extent: at < folders.length ? 'part' : extent };
}
