import type { GitAsk } from './private-dir.js';
import { andThen, yes, type Told } from './told.js';

/** A file that git would include in a commit of everything. */
export interface GitListed {
  /** A POSIX path, relative to the given folder. */
  readonly path: string;
  /** 'not checked out': only in the index (a sparse checkout). 'repository': a submodule, or another repository. */
  readonly state: 'tracked' | 'untracked' | 'not checked out' | 'repository';
}

/**
 * Files of the index, and files that exist and are not ignored, each once. Two questions, so that git need
 * not expand the index.
 */
export function listingOf(ask: GitAsk): Told<readonly GitListed[]> {
  const folded = ask.index === 'sparse' ? ['--sparse'] : [];
  return andThen(ask(['ls-files', '-z', '-t', '--stage', ...folded]), (indexed) =>
    andThen(ask(['ls-files', '-z', '--others', '--exclude-standard'], { index: 'none' }), (there) => {
      const found = new Map<string, GitListed>();
      for (const listed of [...recordsOf(indexed).map(ofIndex), ...recordsOf(there).map(beside)])
        if (!found.has(listed.path)) found.set(listed.path, listed);
      return yes([...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));
    }),
  );
}

const recordsOf = (printed: Buffer): readonly string[] =>
  printed.toString('utf8').split('\0').filter(Boolean);

/** `H 100644 <id> 0<tab>path`; a folder that is not checked out ends with a slash. */
function ofIndex(line: string): GitListed {
  const path = line.slice(line.indexOf('\t') + 1).replace(/\/$/, '');
  if (line.startsWith('S ')) return { path, state: 'not checked out' };
  return { path, state: line.startsWith('160000 ', 2) ? 'repository' : 'tracked' };
}

/** An untracked path; that of another repository ends with a slash. */
const beside = (path: string): GitListed =>
  path.endsWith('/') ? { path: path.slice(0, -1), state: 'repository' } : { path, state: 'untracked' };
