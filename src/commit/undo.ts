import { RampartError } from '../errors.js';
import { applyAll } from './apply.js';
import type { DiskOperation } from './disk-operation.js';
import { realDisk, type Disk } from './disk.js';
import { records, sameSide, sideOf, type JournalEntry } from './journal.js';
import { readJournal } from './read-journal.js';
import { recordFolder } from './state-paths.js';
import type { Side } from './side.js';
import { utf8 } from './utf8.js';
import { takeOut } from './take-out.js';
import type { Breaks } from './breaks.js';

export interface Undone {
  readonly outcome: 'nothing to undo' | 'undone' | 'partly undone';
  readonly command: string;
  readonly restored: readonly string[];
  /** Files with later changes: these stay, and only ours are removed. */
  readonly mended: readonly string[];
  readonly removed: readonly string[];
  /** Files that were changed since and are left as they are. */
  readonly left: readonly string[];
}

/**
 * Reverts the last command in a folder. Unchanged files are restored; our part is removed from edited ones;
 * the rest is listed. Changes nothing if the remaining code needs code that would be removed.
 */
export function undo(
  root: string,
  { disk = realDisk, breaks = () => [] }: { readonly disk?: Disk; readonly breaks?: Breaks } = {},
): Undone {
  const record = records(root, disk).at(-1);
  const journal = record && readJournal(root, `${recordFolder}/${record}`, disk);
  if (!journal || !record)
    return { outcome: 'nothing to undo', command: '', restored: [], mended: [], removed: [], left: [] };
  const ways = journal.entries.map((entry) => ({ path: entry.path, way: wayBack(root, entry, disk) }));
  const operations = ways.flatMap(({ way }) => ('operation' in way ? [way.operation] : []));
  refuseBreaking(root, operations, breaks);
  applyAll({
    root,
    command: 'undo',
    ends: { by: 'dropping', record },
    operations,
    folders: journal.folders,
    trees: journal.trees,
    disk,
  });
  const pathsOf = (how: Way['how']): readonly string[] =>
    ways.filter(({ way }) => way.how === how).map(({ path }) => path);
  const left = pathsOf('left');
  return {
    outcome: left.length > 0 ? 'partly undone' : 'undone',
    command: journal.command,
    restored: pathsOf('restored'),
    mended: pathsOf('mended'),
    removed: [...pathsOf('removed'), ...journal.trees],
    left,
  };
}

type Way =
  | { readonly how: 'restored' | 'mended' | 'removed'; readonly operation: DiskOperation }
  | { readonly how: 'left' | 'done' };

/** How to restore a file; 'left' if it was changed and our part cannot be separated. */
function wayBack(root: string, { path, before, after }: JournalEntry, disk: Disk): Way {
  const now = sideOf(root, path, disk);
  if (sameSide(now, before)) return { how: 'done' };
  if (!sameSide(now, after)) return apart({ path, before, after, now });
  if (before === null) return { how: 'removed', operation: { kind: 'remove', path } };
  const bytes = Buffer.from(before.base64, 'base64');
  return { how: 'restored', operation: { kind: 'write', path, bytes, mode: before.mode } };
}

/** An edited file without our part, if both texts are known. */
function apart({ path, before, after, now }: JournalEntry & { readonly now: Side | 'odd' | null }): Way {
  if (now === null || now === 'odd') return { how: 'left' };
  const [was, wrote, is] = [before, after, now].map((side) => textOf(side));
  if (was === undefined || wrote === undefined || is === undefined) return { how: 'left' };
  const text = takeOut({ path, before: was, after: wrote, now: is });
  if (text === undefined) return { how: 'left' };
  return { how: 'mended', operation: { kind: 'write', path, bytes: Buffer.from(text), mode: now.mode } };
}

const textOf = (side: Side | null): string | undefined =>
  side?.base64 === undefined ? undefined : utf8(Buffer.from(side.base64, 'base64'));

function refuseBreaking(root: string, operations: readonly DiskOperation[], breaks: Breaks): void {
  if (operations.length === 0) return;
  const broken = breaks({
    root,
    removed: new Set(operations.filter(({ kind }) => kind === 'remove').map(({ path }) => path)),
    written: new Map(
      operations.flatMap((one) => (one.kind === 'write' ? [[one.path, one.bytes.toString('utf8')]] : [])),
    ),
  });
  if (broken.length === 0) return;
  const lines = broken.map(({ path, line, needs }) => `  ${path}:${line} needs ${needs}`);
  const most = 20;
  const more = lines.length > most ? [`  and ${lines.length - most} more`] : [];
  throw new RampartError('RAMPART_UNDO_BREAKS', { list: [...lines.slice(0, most), ...more].join('\n') });
}
