import type { Change, Plan } from '../plan/plan.js';
import { RampartError } from '../errors.js';
import { dirname } from 'node:path';
import { realDisk, type Disk } from './disk.js';
import { foldersAbove, placeOnDisk } from './paths.js';
import { utf8 } from './utf8.js';

/** A reason why a plan cannot be committed. */
export interface Conflict {
  readonly path: string;
  readonly because: string;
}

/** All conflicts between a plan and the disk; empty if it can be committed. */
export function findConflicts(plan: Plan, disk: Disk = realDisk): readonly Conflict[] {
  const conflicts = [...clashes(plan.changes)];
  for (const change of plan.changes) {
    const because = obstacle(plan.root, change, disk);
    if (because !== undefined) conflicts.push({ path: change.path, because });
  }
  return conflicts;
}

/** The same for a root that does not exist: only the plan itself and the folder above can conflict. */
export function findConflictsInNothing(plan: Plan, disk: Disk = realDisk): readonly Conflict[] {
  for (const { path } of plan.changes) placeOnDisk(plan.root, path);
  const parent = nearestFolder(dirname(plan.root), disk);
  const closed = disk.writable(parent) === 'no' ? [{ path: '.', because: `${parent} is not writable` }] : [];
  return [...clashes(plan.changes), ...closed];
}

/** Throws one error with all conflicts. */
export function refuseConflicts(conflicts: readonly Conflict[]): void {
  if (conflicts.length === 0) return;
  throw new RampartError('RAMPART_CONFLICTS', {
    count: conflicts.length === 1 ? '1 thing is' : `${conflicts.length} things are`,
    list: conflicts.map(({ path, because }) => `  ${path}: ${because}`).join('\n'),
  });
}

/**
 * Finds two changes of one file, also by names that differ only in case; and a file where another change
 * needs a folder.
 */
function* clashes(changes: readonly Change[]): Generator<Conflict> {
  const seen = new Set<string>();
  for (const { path } of changes) {
    const key = path.toLowerCase();
    if (seen.has(key)) yield { path, because: 'the plan names it twice' };
    seen.add(key);
  }
  for (const { path } of changes)
    for (const folder of foldersAbove(path))
      if (seen.has(folder.toLowerCase())) yield { path, because: `the plan makes ${folder} a file` };
}

function obstacle(root: string, change: Change, disk: Disk): string | undefined {
  const place = placeOnDisk(root, change.path);
  for (const folder of foldersAbove(change.path)) {
    const found = disk.look(placeOnDisk(root, folder));
    if (found === undefined) break;
    if (found.isSymbolicLink()) return `${folder} is a link, and links may lead out of the folder`;
    if (!found.isDirectory()) return `${folder} is not a folder`;
  }
  const found = disk.look(place);
  const parent = nearestFolder(dirname(place), disk);
  if (disk.writable(parent) === 'no') return `${parent} is not writable`;
  return change.kind === 'create'
    ? obstacleToCreate(found)
    : obstacleToUpdate({ change, place, found, disk });
}

const obstacleToCreate = (found: ReturnType<Disk['look']>): string | undefined =>
  found === undefined ? undefined : `it exists already${found.isSymbolicLink() ? ', as a link' : ''}`;

function obstacleToUpdate({
  change,
  place,
  found,
  disk,
}: {
  readonly change: Change;
  readonly place: string;
  readonly found: ReturnType<Disk['look']>;
  readonly disk: Disk;
}): string | undefined {
  if (found === undefined) return 'it was deleted since it was read';
  if (found.isSymbolicLink()) return 'it is a link, and links may lead out of the folder';
  if (!found.isFile()) return 'it is not a regular file';
  if (disk.writable(place) === 'no') return 'it is not writable';
  const text = utf8(disk.read(place));
  if (text === undefined) return 'it is not UTF-8 text';
  return text === change.before ? undefined : 'it changed since it was read';
}

function nearestFolder(folder: string, disk: Disk): string {
  return disk.look(folder) === undefined ? nearestFolder(dirname(folder), disk) : folder;
}
