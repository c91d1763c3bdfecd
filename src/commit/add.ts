import type { Plan } from '../plan/plan.js';
import { applyAll } from './apply.js';
import { diskOperations } from './disk-operations.js';
import { realDisk, type Disk } from './disk.js';
import { nextRecord } from './journal.js';
import { findConflicts, refuseConflicts } from './preflight.js';

/** Makes the changes of `add` in a folder that exists: all of them or none. */
export function commitAdd({ plan, disk = realDisk }: { readonly plan: Plan; readonly disk?: Disk }): void {
  refuseConflicts(findConflicts(plan, disk));
  if (plan.changes.length === 0) return;
  applyAll({
    root: plan.root,
    command: plan.command,
    ends: { by: 'keeping', record: nextRecord(plan.root, disk) },
    operations: diskOperations(plan),
    disk,
  });
}
