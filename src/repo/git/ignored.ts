import type { GitAsk } from './private-dir.js';
import { andThen, yes, type Told } from './told.js';

/** 'shared': rules of .gitignore files, which everybody has; 'all': also those that only this clone has. */
export type Rules = 'shared' | 'all';

/**
 * Those of the paths that a rule ignores; a rule with ! cancels it. Does not check whether a path is tracked:
 * git would expand a sparse index and write objects for that.
 */
export function ignoredOf(paths: readonly string[], rules: Rules, ask: GitAsk): Told<ReadonlySet<string>> {
  if (paths.length === 0) return yes(new Set());
  const args = ['check-ignore', '-z', '--verbose', '--non-matching', '--no-index', '--stdin'];
  const printed = ask(args, { input: paths.map((path) => `${path}\0`).join(''), rules, accept: 1 });
  return andThen(printed, (bytes) => {
    const fields = bytes.toString('utf8').split('\0');
    const ignored = new Set<string>();
    for (let at = 0; at + 3 < fields.length; at += 4) {
      const [pattern = '', path = ''] = [fields[at + 2], fields[at + 3]];
      if (pattern !== '' && !pattern.startsWith('!')) ignored.add(path);
    }
    return yes(ignored);
  });
}
