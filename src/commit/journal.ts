import { RampartError } from '../errors.js';
import type { Disk } from './disk.js';
import { sha256 } from '../sha256.js';
import { placeOnDisk } from './paths.js';
import type { Side } from './side.js';
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
  /** 'apply' ends by becoming an undo record, 'undo' by removing the record that it took back. */
  readonly ends: { readonly by: 'keeping' | 'dropping'; readonly record: string };
  /** Folders that the changes make, outermost first; when taken back, those that are empty go. */
  readonly folders: readonly string[];
  readonly entries: readonly JournalEntry[];
  /** Folders that a package manager made for us; they go as a whole. */
  readonly trees: readonly string[];
}

export interface JournalEntry {
  readonly path: string;
  readonly before: Side | null;
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
export function sideOf(root: string, path: string, disk: Disk): Side | 'odd' | null {
  const place = placeOnDisk(root, path);
  const found = disk.look(place);
  if (found === undefined) return null;
  if (!found.isFile()) return 'odd';
  const bytes = disk.read(place);
  return { sha256: sha256(bytes), mode: found.mode & 0o7777, base64: bytes.toString('base64') };
}

export const sameSide = (a: Side | 'odd' | null, b: Side | 'odd' | null): boolean =>
  a === b || (a !== null && b !== null && a !== 'odd' && b !== 'odd' && a.sha256 === b.sha256);

/** Reads a journal or an undo record; undefined when there is none; fails closed on anything that we did not write. */
export function readJournal(root: string, path: string, disk: Disk): Journal | undefined {
  const place = placeOnDisk(root, path);
  const found = disk.look(place);
  if (found === undefined) return undefined;
  const broken = (problem: string): RampartError =>
    new RampartError('RAMPART_JOURNAL_UNREADABLE', { path: place, problem });
  if (!found.isFile() || disk.look(placeOnDisk(root, houseFolder))?.isSymbolicLink()) throw broken('a link');
  const journal = parse(disk.read(place).toString('utf8'));
  if (journal === undefined) throw broken('text of another shape');
  for (const path of [...journal.folders, ...journal.trees, ...journal.entries.map((entry) => entry.path)])
    placeOnDisk(root, path);
  return journal;
}

function parse(text: string): Journal | undefined {
  try {
    const journal = JSON.parse(text) as Journal;
    return isJournal(journal) ? journal : undefined;
  } catch {
    return undefined;
  }
}

/** May throw on a value of another shape, which means no. */
function isJournal(journal: Journal): boolean {
  return (
    journal.version === 1 &&
    typeof journal.command === 'string' &&
    Number.isInteger(journal.pid) &&
    /^\d{4}\.json$/.test(journal.ends.record) &&
    [journal.folders, journal.trees].every((list) => list.every((path) => typeof path === 'string')) &&
    journal.entries.every(
      ({ path, before, after }) => typeof path === 'string' && isSide(before) && isSide(after),
    )
  );
}

const isSide = (side: Side | null): boolean =>
  side === null || (typeof side.sha256 === 'string' && Number.isInteger(side.mode));

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
