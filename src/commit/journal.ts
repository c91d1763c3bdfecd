import type { Disk } from './disk.js';
import { sha256 } from '../sha256.js';
import { placeOnDisk } from './paths.js';
import type { KnownText, Side } from './side.js';
import { houseFolder, recordFolder } from './state-paths.js';

/**
 * What stands in .rampart while files are being changed, and what `undo` reads afterwards:
 *
 *   .rampart/journal.json      changes under way; whoever finds it rolls them back, or forward when all are made
 *   .rampart/undo/0001.json    the same, once made; the newest is what `undo` takes back
 */
export interface Journal {
  readonly version: 1;
  readonly command: string;
  readonly at: string;
  readonly pid: number;
  /** A run ends by keeping this as an undo record, an undo by dropping the record that it took back. */
  readonly ends: { readonly by: 'keeping' | 'dropping'; readonly record: string };
  /** Folders that the changes make, outermost first; when taken back, those that are empty go. */
  readonly folders: readonly string[];
  readonly entries: readonly JournalEntry[];
  /** Folders that a package manager made for us; they go as a whole. */
  readonly trees: readonly string[];
}

export interface JournalEntry {
  readonly path: string;
  /** What is put back; its text is always known. */
  readonly before: KnownText | null;
  readonly after: Side | null;
}

/** base.json is committed by users; what only this machine needs is not. */
export const houseIgnore = { path: `${houseFolder}/.gitignore`, text: 'journal.json\nundo/\nbefore/\n' };

/** Name of the temporary file beside the file that it is about to replace. */
export const temporary = (path: string, journal: Pick<Journal, 'pid'>): string => {
  const cut = path.lastIndexOf('/') + 1;
  return `${path.slice(0, cut)}.${path.slice(cut)}.rampart-${journal.pid}`;
};

/** The state of a file as the journal knows it; 'odd' for a link, a folder or a device. */
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

/** Undo records of a folder, oldest first. */
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
