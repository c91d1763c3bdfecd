import type { PackageManager } from '../define/words.js';
import type { Standing } from '../repo/standing.js';

/** What of a new service does not work in its folder, and what to do about it. Empty if all works. */
export function placementNotes(
  { repository, workspace }: Standing,
  packageManager: PackageManager,
): readonly string[] {
  if (workspace === undefined) return [];
  const { above, manager } = workspace;
  return [
    ...(repository === ''
      ? [`There is no git repository around it: make one at the root of the workspace, ${above}.`]
      : []),
    ...(manager === undefined || manager === packageManager
      ? []
      : [
          `The workspace uses ${manager}, but this service uses ${packageManager}: ` +
            `make it again with --package-manager ${manager}.`,
        ]),
  ];
}
