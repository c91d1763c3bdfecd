import { RampartError } from '../errors.js';
import { applyAll, type Operation } from './apply.js';
import { realDisk, type Disk } from './disk.js';
import { readJournal, recordFolder, records, sameSide, sideOf, type Entry, type Side } from './journal.js';

export interface Undone {
  readonly outcome: 'nothing to undo' | 'undone' | 'partly undone';
  readonly command: string;
  readonly restored: readonly string[];
  readonly removed: readonly string[];
  /** Files that changed since; left as they are. */
  readonly left: readonly string[];
}

/** Takes back the last command in a folder: what is unchanged since is restored, the rest is listed. */
export function undo(root: string, disk: Disk = realDisk): Undone {
  const record = records(root, disk).at(-1);
  const journal = record && readJournal(root, `${recordFolder}/${record}`, disk);
  if (!journal || !record)
    return { outcome: 'nothing to undo', command: '', restored: [], removed: [], left: [] };
  const operations: Operation[] = [];
  const left: string[] = [];
  for (const entry of journal.entries) {
    const operation = inverse(entry, sideOf(root, entry.path, disk));
    if (operation === 'left') left.push(entry.path);
    else if (operation !== 'done') operations.push(operation);
  }
  applyAll({
    root,
    command: 'undo',
    ends: { by: 'dropping', record },
    operations,
    folders: journal.folders,
    trees: journal.trees,
    disk,
  });
  return {
    outcome: left.length > 0 ? 'partly undone' : 'undone',
    command: journal.command,
    restored: pathsOf(operations, 'write'),
    removed: [...pathsOf(operations, 'remove'), ...journal.trees],
    left,
  };
}

/** What brings a file back to what it was before; 'left' when it is no longer what we wrote. */
function inverse({ path, before, after }: Entry, now: Side | 'odd' | null): Operation | 'left' | 'done' {
  if (sameSide(now, before)) return 'done';
  if (!sameSide(now, after)) return 'left';
  if (before === null) return { kind: 'remove', path };
  if (before.base64 === undefined)
    throw new RampartError('RAMPART_JOURNAL_UNREADABLE', { path, problem: 'no text before' });
  return { kind: 'write', path, bytes: Buffer.from(before.base64, 'base64'), mode: before.mode };
}

const pathsOf = (operations: readonly Operation[], kind: Operation['kind']): readonly string[] =>
  operations.filter((operation) => operation.kind === kind).map(({ path }) => path);
