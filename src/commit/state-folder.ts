import { realDisk } from './disk.js';
import { ownIgnore } from './journal.js';
import { placeOnDisk } from './paths.js';
import type { Plan } from '../plan/plan.js';

/** Adds the ignore file to a plan that keeps journal and undo records out of git, unless it exists. */
export function withStateIgnored(plan: Plan, found: 'absent' | 'look'): Plan {
  const { path, text } = ownIgnore;
  const there = plan.changes.length === 0 || plan.changes.some((change) => change.path === path);
  if (there || (found === 'look' && realDisk.look(placeOnDisk(plan.root, path)))) return plan;
  return { ...plan, changes: [...plan.changes, { path, kind: 'create', after: text, owner: 'owned' }] };
}
