import { RampartError } from '../errors.js';
import { openGit } from '../repo/git/git.js';

/**
 * Throws if git has uncommitted changes in the files of a plan, or cannot tell. Does nothing outside a
 * repository.
 */
export function refuseDirty(root: string, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const answer = openGit(root).changes(paths);
  if (answer.told === 'no') throw new RampartError('RAMPART_DIRTY_UNKNOWN', { problem: answer.because });
  const { changed, unknown } = answer.value;
  if (changed.length > 0)
    throw new RampartError('RAMPART_DIRTY', { list: changed.map((path) => `  ${path}`).join('\n') });
  if (unknown.length > 0)
    throw new RampartError('RAMPART_DIRTY_UNKNOWN', {
      problem: unknown
        .map(
          ({ path, filter }) => `${path} has the filter "${filter}" of .gitattributes, and no filter is run`,
        )
        .join('; '),
    });
}
