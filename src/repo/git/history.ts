import { tipsOf } from './refs.js';
import type { GitPlace } from './locate.js';
import type { GitAsk } from './private-dir.js';
import { no, andThen, yes, type Told } from './told.js';

/** Every file name that was ever added in a commit of a branch, tag, stash or worktree. */
export interface History {
  readonly added: readonly Added[];
  readonly commits: number;
}

interface Added {
  /** Relative to the top of the repository. */
  readonly path: string;
  readonly commit: string;
}

/**
 * Takes 0.25 s for 5 000 commits. A longer history is read in part, which cannot prove that a file was never
 * there.
 */
export const mostCommits = 50_000;

/** Compares each commit with all its parents, to find names that only a merge brought in. */
export function historyOf(
  place: GitPlace,
  ask: GitAsk,
): Told<{ readonly history: History; readonly extent: 'whole' | 'newest' }> {
  return andThen(tipsOf(place), (tips) => {
    if (tips.length === 0) return yes({ history: { added: [], commits: 0 }, extent: 'whole' as const });
    const printed = ask([...log, `--max-count=${mostCommits}`, '--stdin'], {
      input: `${tips.join('\n')}\n`,
      seconds: 20,
    });
    if (printed.told === 'no') return no(`its history could not be read: ${printed.because}`);
    const read = readLog(printed.value.toString('latin1'));
    return yes({
      history: read,
      extent: read.commits < mostCommits ? ('whole' as const) : ('newest' as const),
    });
  });
}

const log = [
  'log',
  '--full-history',
  '--diff-merges=combined',
  '--diff-filter=A',
  '--name-only',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--no-show-signature',
  '--no-notes',
  '--no-mailmap',
  '--no-color',
  '--ignore-submodules=all',
  '--format=%x01%H',
];

/** Git quotes names with unusual bytes, so no name can look like the line of a commit. */
function readLog(text: string): History {
  const added: Added[] = [];
  let commit = '';
  let commits = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('\u0001')) {
      commit = line.slice(1);
      commits += 1;
    } else if (line !== '') added.push({ path: unquoted(line), commit });
  }
  return { added, commits };
}

const marks: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

/** Decodes a quoted name: "a\303\251\n" -> its bytes, as UTF-8. */
function unquoted(line: string): string {
  const inside = /^"(.*)"$/s.exec(line)?.[1];
  if (inside === undefined) return Buffer.from(line, 'latin1').toString('utf8');
  const bytes = inside.replace(/\\(?:([0-7]{3})|(.))/gs, (_, octal: string | undefined, mark = '') =>
    octal === undefined ? (marks[String(mark)] ?? String(mark)) : String.fromCharCode(parseInt(octal, 8)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
