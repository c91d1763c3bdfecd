import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Change } from './plan.js';

/** The files that differ from those in the repo, as changes. */
export function changesOf(
  texts: ReadonlyMap<string, string>,
  owner: Change['owner'],
  repo: DetectedRepo,
): readonly Change[] {
  return [...texts].flatMap(([path, after]): readonly Change[] => {
    const before = repo.reader.text(path);
    if (before === after) return [];
    return [
      before === undefined
        ? { path, kind: 'create', after, owner }
        : { path, kind: 'update', before, after, owner },
    ];
  });
}
