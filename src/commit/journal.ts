import type { Disk } from './disk.js';
import { sha256 } from '../sha256.js';
import { placeOnDisk } from './paths.js';
import type { KnownText, Side } from './side.js';
import { ownFolder, recordFolder } from './state-paths.js';

/**
 * The files in .rampart during a change, and for `undo` later:
 *
 *   .rampart/journal.json      changes in progress; the next command reverts or completes them
 *   .rampart/undo/0001.json    the same when completed; `undo` reverts the newest
 */
export interface Journal {
  readonly version: 1;
  readonly command: string;
  readonly at: string;
  readonly pid: number;
  /** A change ends by keeping this undo record; an undo ends by dropping the record that it reverted. */
  readonly ends: { readonly by: 'keeping' | 'dropping'; readonly record: string };
  /** Folders that the changes make, outermost first. When reverted, the empty ones are removed. */
  readonly folders: readonly string[];
  readonly entries: readonly JournalEntry[];
  /** Folders that a package manager made. When reverted, they are removed with their content. */
  readonly trees: readonly string[];
}

export interface JournalEntry {
  readonly path: string;
  /** The content to restore. Its text is always known. */
  readonly before: KnownText | null;
  readonly after: Side | null;
}

/** Users commit base.json; the rest is needed on this machine only. */
export const ownIgnore = { path: `${ownFolder}/.gitignore`, text: 'journal.json\nundo/\nbefore/\n' };

/** The name of the temporary file beside the file that it will replace. */
export const temporary = (path: string, journal: Pick<Journal, 'pid'>): string => {
  const cut = path.lastIndexOf('/') + 1;
  return `${path.slice(0, cut)}.${path.slice(cut)}.rampart-${journal.pid}`;
};

/** The present state of a file, as the journal describes it; 'odd' for a link, a folder or a device. */
export function sideOf(root: string, path: string, disk: Disk): KnownText | 'odd' | null {
  const place = placeOnDisk(root, path);
  const found = disk.look(place);
  if (found === undefined) return null;
  if (!found.isFile()) return 'odd';
  const bytes = disk.read(place);
  return { sha256: sha256(bytes), mode: found.mode & 0o7777, base64: bytes.toString('base64') };
}

export const sameSide = (a: Side | 'odd' | null, b: Side | 'odd' | null): boolean =>
  a === b || (a !== null && b !== null && a !== 'odd' && b !== 'odd' && a.sha256 === b.sha256);

/** The undo records of a folder, oldest first. */
export function records(root: string, disk: Disk): readonly string[] {
  const found = disk.look(placeOnDisk(root, recordFolder));
  if (found === undefined || !found.isDirectory()) return [];
  return disk
    .list(placeOnDisk(root, recordFolder))
    .filter((name) => /^\d{4}\.json$/.test(name))
    .sort();
}

export const nextRecord = (root: string, disk: Disk): string =>
  `${String(Number(records(root, disk).at(-1)?.slice(0, 4) ?? 0) + 1).padStart(4, '0')}.json`;
