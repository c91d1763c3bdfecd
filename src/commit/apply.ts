import { RampartError } from '../errors.js';
import type { Disk } from './disk.js';
import { sideOf, temporary, type JournalEntry, type Journal } from './journal.js';
import { readJournal } from './read-journal.js';
import { recordFolder, journalPath, ownFolder } from './state-paths.js';
import { sha256 } from '../sha256.js';
import { missingFolders, placeOnDisk } from './paths.js';
import { finish, rollBack } from './recover.js';
import type { DiskOperation } from './disk-operation.js';

/**
 * Makes all changes or none. It writes a journal, then each file under a temporary name that it renames; at
 * the end the journal becomes the undo record. A failure is rolled back at once. After a kill, the next
 * command completes or reverts the changes.
 */
export function applyAll({
  root,
  command,
  ends,
  operations,
  folders = [],
  trees = [],
  disk,
}: {
  readonly root: string;
  readonly command: string;
  readonly ends: Journal['ends'];
  readonly operations: readonly DiskOperation[];
  /** More folders to remove at the end if they are empty. */
  readonly folders?: readonly string[];
  readonly trees?: readonly string[];
  readonly disk: Disk;
}): void {
  const made = missingFolders(
    root,
    [...operations.map(({ path }) => path), `${recordFolder}/${ends.record}`],
    disk,
  );
  const journal: Journal = {
    version: 1,
    command,
    at: new Date().toISOString(),
    pid: process.pid,
    ends,
    folders: [...folders, ...made],
    entries: operations.map((operation) => entryOf(root, operation, disk)),
    trees,
  };
  refuseBusy(root, disk);
  try {
    writeJournal(root, journal, disk);
    for (const folder of made)
      if (!disk.look(placeOnDisk(root, folder))) disk.makeFolder(placeOnDisk(root, folder));
    for (const operation of operations) perform(root, operation, journal, disk);
    if (ends.by === 'keeping') finish(root, journal, disk);
  } catch (error) {
    throw writeFailed(error, undone(root, journal, disk));
  }
  if (ends.by === 'dropping') tidy(root, journal, disk);
}

function entryOf(root: string, operation: DiskOperation, disk: Disk): JournalEntry {
  const { path } = operation;
  const before = sideOf(root, path, disk);
  if (before === 'odd')
    throw new RampartError('RAMPART_CONFLICTS', {
      count: '1 thing is',
      list: `  ${path}: not a regular file`,
    });
  if (operation.kind === 'remove') return { path, before, after: null };
  const mode = operation.mode ?? before?.mode ?? 0o666 & ~process.umask();
  // For a file that existed, the new text is kept too: undo needs it to tell our part from later edits.
  const base64 = before === null ? {} : { base64: operation.bytes.toString('base64') };
  return { path, before, after: { sha256: sha256(operation.bytes), mode, ...base64 } };
}

/** Every command first recovers an interrupted run, so a journal that exists now belongs to a run at this moment. */
function refuseBusy(root: string, disk: Disk): void {
  if (disk.look(placeOnDisk(root, journalPath)) === undefined) return;
  const pid = readJournal(root, journalPath, disk)?.pid;
  throw new RampartError('RAMPART_BUSY', { root, pid: String(pid ?? 'unknown') });
}

function writeJournal(root: string, journal: Journal, disk: Disk): void {
  const house = placeOnDisk(root, ownFolder);
  if (!disk.look(house)) disk.makeFolder(house);
  const draft = placeOnDisk(root, temporary(journalPath, journal));
  disk.create(draft, `${JSON.stringify(journal, null, 1)}\n`, { mode: 0o600, keep: 'durable' });
  disk.rename(draft, placeOnDisk(root, journalPath));
}

function perform(root: string, operation: DiskOperation, journal: Journal, disk: Disk): void {
  const place = placeOnDisk(root, operation.path);
  if (operation.kind === 'remove') return disk.remove(place);
  const mode = journal.entries.find(({ path }) => path === operation.path)?.after?.mode ?? 0o600;
  const draft = placeOnDisk(root, temporary(operation.path, journal));
  disk.create(draft, operation.bytes, { mode: mode & 0o600, keep: 'durable' });
  disk.setMode(draft, mode);
  disk.rename(draft, place);
}

/** Rolls back after a failure. If that fails too, the journal stays, and the next command tries again. */
function undone(root: string, journal: Journal, disk: Disk): string {
  try {
    rollBack(root, journal, disk);
    return 'The folder is as it was.';
  } catch {
    return 'The next rampart command in this folder will put it back as it was.';
  }
}

/** Changes the record before it removes the journal, so after this it can only go forward. */
function tidy(root: string, journal: Journal, disk: Disk): void {
  try {
    finish(root, journal, disk);
  } catch (error) {
    throw writeFailed(error, 'Every file is restored; the next rampart command in this folder cleans up.');
  }
}

const writeFailed = (error: unknown, state: string): RampartError =>
  new RampartError('RAMPART_WRITE_FAILED', { problem: (error as Error).message, state }, { cause: error });
