import { basename, dirname, join, relative, sep } from 'node:path';
import type { Plan } from '../plan/plan.js';
import { RampartError } from '../errors.js';
import { applyAll } from './apply.js';
import { diskOperations } from './disk-operations.js';
import { realDisk, type Disk } from './disk.js';
import { sha256 } from '../sha256.js';
import type { Journal } from './journal.js';
import { recordFolder } from './state-paths.js';
import { firstMissing, foldersAbove, placeOnDisk } from './paths.js';
import { isAlive } from '../is-alive.js';
import { preflightNew } from './preflight-new.js';
import { inTheWay } from './in-the-way.js';

const firstRecord = '0001.json';

/**
 * Makes a new service: writes all of it beside its place, then renames it once. In an existing folder it uses
 * the journal.
 */
export function commitNew({ plan, cwd, disk = realDisk }: { plan: Plan; cwd: string; disk?: Disk }): void {
  preflightNew(plan, disk);
  sweepStaging(plan.root, disk);
  const isInside = plan.service === undefined;
  if (isInside && (disk.look(plan.root) === undefined || isReplaceable(plan.root, cwd, disk)))
    return stage(plan, disk);
  applyAll({
    root: plan.root,
    command: plan.command,
    ends: { by: 'keeping', record: firstRecord },
    operations: diskOperations(plan),
    disk,
  });
}

/** Whether a folder can be replaced by a rename: if it is empty and no shell is in it, but not on Windows. */
function isReplaceable(root: string, cwd: string, disk: Disk): boolean {
  const inside = relative(root, cwd);
  const shellIsThere = inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`));
  return disk.list(root).length === 0 && !shellIsThere && process.platform !== 'win32';
}

function stage(plan: Plan, disk: Disk): void {
  const target = disk.look(plan.root) ? plan.root : firstMissing(plan.root, disk);
  const staging = join(dirname(target), `${stagingPrefix(target)}${process.pid}`);
  const root = join(staging, relative(target, plan.root));
  try {
    const existing = disk.look(target);
    for (let folder = staging; ; folder = join(folder, nextPart(folder, root))) {
      disk.makeFolder(folder);
      if (folder === root) break;
    }
    writeTree(root, plan, disk);
    if (existing) disk.setMode(staging, existing.mode & 0o7777);
    disk.rename(staging, target);
  } catch (error) {
    const state = cleared(staging, disk);
    refuseTaken(target, disk);
    throw new RampartError(
      'RAMPART_WRITE_FAILED',
      { problem: (error as Error).message, state },
      { cause: error },
    );
  }
}

/** Throws the usual error if another process has created the folder meanwhile. */
function refuseTaken(target: string, disk: Disk): void {
  const found = disk.look(target);
  if (found === undefined) return;
  const entries = found.isDirectory() ? disk.list(target) : ['a file'];
  if (entries.length > 0) throw inTheWay(target, entries);
}

const stagingPrefix = (target: string): string => `.${basename(target)}.rampart-`;
const nextPart = (folder: string, root: string): string => relative(folder, root).split(sep)[0] ?? '';

function writeTree(root: string, plan: Plan, disk: Disk): void {
  const record = `${recordFolder}/${firstRecord}`;
  const folders = new Set<string>();
  const makeFoldersOf = (path: string): void => {
    for (const folder of foldersAbove(path)) {
      if (folders.has(folder)) continue;
      disk.makeFolder(placeOnDisk(root, folder));
      folders.add(folder);
    }
  };
  for (const { path, after, mode } of plan.changes) {
    makeFoldersOf(path);
    disk.create(placeOnDisk(root, path), after, { keep: 'cached', ...(mode !== undefined && { mode }) });
  }
  makeFoldersOf(record);
  const journal: Journal = {
    version: 1,
    command: plan.command,
    at: new Date().toISOString(),
    pid: process.pid,
    ends: { by: 'keeping', record: firstRecord },
    folders: [...folders],
    entries: plan.changes.map(({ path, after, mode = 0o644 }) => ({
      path,
      before: null,
      after: { sha256: sha256(after), mode },
    })),
    trees: [],
  };
  disk.create(placeOnDisk(root, record), `${JSON.stringify(journal, null, 1)}\n`, {
    mode: 0o600,
    keep: 'cached',
  });
}

function cleared(staging: string, disk: Disk): string {
  try {
    disk.removeTree(staging);
    return 'Nothing was left behind.';
  } catch {
    return `The next run removes the unfinished folder ${staging}.`;
  }
}

/** Removes what killed runs left beside the target. */
function sweepStaging(root: string, disk: Disk): void {
  const target = disk.look(root) ? root : firstMissing(root, disk);
  const prefix = stagingPrefix(target);
  for (const name of disk.list(dirname(target))) {
    const pid = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (/^\d+$/.test(pid) && !isAlive(Number(pid))) disk.removeTree(join(dirname(target), name));
  }
}
