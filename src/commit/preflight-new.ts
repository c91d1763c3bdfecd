import type { Plan } from '../plan/plan.js';
import { realDisk, type Disk } from './disk.js';
import { inTheWay } from './in-the-way.js';
import { obstaclesIn } from './obstacles.js';
import { refuseConflicts, findConflicts, findConflictsInNothing } from './preflight.js';
import { placeOnDisk } from './paths.js';

/** Throws if the folder is in use or a path cannot be made. Writes nothing. */
export function preflightNew(plan: Plan, disk: Disk = realDisk): void {
  if (plan.service !== undefined) return preflightWithin(plan, plan.service, disk);
  const { root } = plan;
  const found = seen(root, disk);
  if (found && !found.isDirectory()) throw inTheWay(root, [found.isSymbolicLink() ? 'a link' : 'a file']);
  const entries = found ? obstaclesIn(plan, disk) : [];
  if (entries.length > 0) throw inTheWay(root, entries);
  refuseConflicts(found ? findConflicts(plan, disk) : findConflictsInNothing(plan, disk));
}

/** The stats of the root. A folder that cannot be read cannot be written either. */
function seen(root: string, disk: Disk): ReturnType<Disk['look']> {
  try {
    const found = disk.look(root);
    if (found?.isDirectory()) disk.list(root);
    return found;
  } catch (error) {
    const { code = '', path = root } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    refuseConflicts([{ path, because: `the system does not let it be read (${code})` }]);
    return undefined;
  }
}

/** The same for a service that also writes into the folders above it: its own folder must be free. */
function preflightWithin(plan: Plan, service: string, disk: Disk): void {
  const own = plan.changes.flatMap((change) =>
    change.path.startsWith(`${service}/`) ? [{ ...change, path: change.path.slice(service.length + 1) }] : [],
  );
  preflightNew(
    { root: placeOnDisk(plan.root, service), command: plan.command, notes: [], changes: own },
    disk,
  );
  refuseConflicts(findConflicts(plan, disk));
}
