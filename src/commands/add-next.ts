import { packageManagerCommands } from '../plan/package-managers.js';
import type { Plan } from '../plan/plan.js';
import type { DetectedRepo } from '../repo/detected-repo.js';

/**
 * The commands to run after `add`, in order: install its packages, without which the app does not start, then
 * verify with a boot.
 */
export function addNext(
  { packageManager, workspace }: Pick<DetectedRepo, 'packageManager' | 'workspace'>,
  { changes }: Pick<Plan, 'changes'>,
  self: string,
): readonly string[] {
  const needsPackages = changes.some(({ path }) => path === 'package.json');
  const where = workspace.above === '' ? '' : `   # at the root of the workspace: ${workspace.above}`;
  return [
    ...(needsPackages ? [`${packageManagerCommands[packageManager].install}${where}`] : []),
    `${self} verify --boot   # boots a copy, and looks again`,
  ];
}
