import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Change } from './plan.js';

/** What differs from what stands in the repo. */
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
