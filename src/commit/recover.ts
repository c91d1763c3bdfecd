import { isAlive } from '../is-alive.js';
import { RampartError } from '../errors.js';
import { realDisk, type Disk } from './disk.js';
import { sameSide, sideOf, temporary, type JournalEntry, type Journal } from './journal.js';
import { readJournal } from './read-journal.js';
import { recordFolder, journalPath, ownFolder } from './state-paths.js';
import { foldersAbove, placeOnDisk } from './paths.js';
import { removeEmpty } from './remove-empty.js';

/** What was done with an interrupted run. */
export interface Recovery {
  readonly command: string;
  readonly outcome: 'rolled back' | 'completed';
  /** Files that were changed in between, and were left as they are. */
  readonly left: readonly string[];
}

const longestRun = 60_000;

/**
 * Recovers a killed run: completes it if all changes are made, else reverts it. Commands that write call it
 * first.
 */
export function recover(root: string, disk: Disk = realDisk): Recovery | undefined {
  if (!disk.look(placeOnDisk(root, ownFolder))?.isDirectory()) return undefined;
  const journal = readJournal(root, journalPath, disk);
  if (journal === undefined) return sweep(root, disk);
  if (isAtWork(root, journal, disk))
    throw new RampartError('RAMPART_BUSY', { root, pid: String(journal.pid) });
  const complete = journal.entries.every(({ path, after }) => sameSide(sideOf(root, path, disk), after));
  if (!complete)
    return { command: journal.command, outcome: 'rolled back', left: rollBack(root, journal, disk) };
  finish(root, journal, disk);
  return { command: journal.command, outcome: 'completed', left: [] };
}

/** Whether the run still works. Process ids are reused, so a live one counts only while the journal is fresh. */
function isAtWork(root: string, journal: Journal, disk: Disk): boolean {
  const age = Date.now() - (disk.look(placeOnDisk(root, journalPath))?.mtimeMs ?? 0);
  return age < longestRun && journal.pid !== process.pid && isAlive(journal.pid);
}

/**
 * Completes a run whose changes are all made: the journal becomes the undo record, or the reverted record is
 * removed.
 */
export function finish(root: string, journal: Journal, disk: Disk): void {
  const record = `${recordFolder}/${journal.ends.record}`;
  if (journal.ends.by === 'keeping') {
    makeFolders(root, record, disk);
    return disk.rename(placeOnDisk(root, journalPath), placeOnDisk(root, record));
  }
  if (disk.look(placeOnDisk(root, record))) disk.remove(placeOnDisk(root, record));
  for (const tree of journal.trees) disk.removeTree(placeOnDisk(root, tree));
  const house = [recordFolder, ownFolder];
  removeEmpty(
    root,
    journal.folders.filter((folder) => !house.includes(folder)),
    disk,
  );
  disk.remove(placeOnDisk(root, journalPath));
  removeEmpty(root, [ownFolder, recordFolder], disk);
}

/** Restores every file from the journal. Returns the files that were changed since, which stay as they are. */
export function rollBack(root: string, journal: Journal, disk: Disk): readonly string[] {
  const left = [...journal.entries]
    .reverse()
    .filter((entry) => restore(root, entry, journal, disk) === 'left');
  const house = [recordFolder, ownFolder];
  removeEmpty(
    root,
    journal.folders.filter((folder) => !house.includes(folder)),
    disk,
  );
  for (const path of [journalPath, temporary(journalPath, journal)])
    if (disk.look(placeOnDisk(root, path))) disk.remove(placeOnDisk(root, path));
  removeEmpty(root, [ownFolder, recordFolder], disk);
  return left.map(({ path }) => path);
}

/** Restores a file if it is as we wrote it. Anything else is somebody's work. */
function restore(
  root: string,
  { path, before, after }: JournalEntry,
  journal: Journal,
  disk: Disk,
): 'restored' | 'left' {
  const draft = placeOnDisk(root, temporary(path, journal));
  if (disk.look(draft)) disk.remove(draft);
  const now = sideOf(root, path, disk);
  if (sameSide(now, before)) return 'restored';
  if (!sameSide(now, after)) {
    if (before) setAside(root, path, before.base64, disk);
    return 'left';
  }
  if (before === null) disk.remove(placeOnDisk(root, path));
  else {
    makeFolders(root, path, disk);
    disk.create(draft, Buffer.from(before.base64, 'base64'), {
      mode: before.mode & 0o600,
      keep: 'durable',
    });
    disk.setMode(draft, before.mode);
    disk.rename(draft, placeOnDisk(root, path));
  }
  return 'restored';
}

/** Saves the old text where the user can find it, because the journal is removed. */
function setAside(root: string, path: string, base64: string, disk: Disk): void {
  const aside = `${ownFolder}/before/${path}`;
  makeFolders(root, aside, disk);
  if (disk.look(placeOnDisk(root, aside))) disk.remove(placeOnDisk(root, aside));
  disk.create(placeOnDisk(root, aside), Buffer.from(base64, 'base64'), { mode: 0o600, keep: 'durable' });
}

function makeFolders(root: string, path: string, disk: Disk): void {
  for (const folder of foldersAbove(path))
    if (!disk.look(placeOnDisk(root, folder))) disk.makeFolder(placeOnDisk(root, folder));
}

/** Removes the empty folder or the draft of a run that was killed before it had a journal, or after it removed it. */
function sweep(root: string, disk: Disk): undefined {
  for (const name of disk.list(placeOnDisk(root, ownFolder))) {
    const pid = /^\.journal\.json\.rampart-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) disk.remove(placeOnDisk(root, `${ownFolder}/${name}`));
  }
  removeEmpty(root, [ownFolder, recordFolder], disk);
  return undefined;
}
