import { realDisk, type Disk } from './disk.js';
import { records, sideOf, type Journal } from './journal.js';
import { readJournal } from './read-journal.js';
import { recordFolder } from './state-paths.js';
import { placeOnDisk } from './paths.js';

/**
 * Adds what finishing made later to the newest undo record: a lockfile, the first status page, installed
 * packages.
 */
export function extendUndo({
  root,
  files,
  trees,
  disk = realDisk,
}: {
  readonly root: string;
  readonly files: readonly string[];
  readonly trees: readonly string[];
  readonly disk?: Disk;
}): void {
  const record = records(root, disk).at(-1);
  const path = `${recordFolder}/${record}`;
  const journal = record && readJournal(root, path, disk);
  if (!journal) return;
  const known = new Set(journal.entries.map((entry) => entry.path));
  const entries = files.flatMap((file) => {
    const after = sideOf(root, file, disk);
    if (after === null || after === 'odd' || known.has(file)) return [];
    return [{ path: file, before: null, after: { sha256: after.sha256, mode: after.mode } }];
  });
  const more: Journal = {
    ...journal,
    entries: [...journal.entries, ...entries],
    trees: [...journal.trees, ...trees.filter((tree) => disk.look(placeOnDisk(root, tree)))],
  };
  const draft = `${placeOnDisk(root, path)}.${process.pid}`;
  disk.create(draft, `${JSON.stringify(more, null, 1)}\n`, { mode: 0o600, keep: 'cached' });
  disk.rename(draft, placeOnDisk(root, path));
}
