import { RampartError } from '../errors.js';
import { openGit } from '../repo/git/git.js';

/**
 * Refuses when git has uncommitted changes in the files that a plan touches, or cannot tell; outside a
 * repository there is nothing to ask.
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
