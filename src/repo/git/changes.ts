import type { GitAsk } from './private-dir.js';
import { andThen, yes, type Told } from './told.js';

export interface Changes {
  /** Differ from the last commit, are staged, or are untracked. */
  readonly changed: readonly string[];
  /** Differ byte by byte, but their filter, which is a program, would have a say, and is not run. */
  readonly unknown: readonly { readonly path: string; readonly filter: string }[];
}

/**
 * Paths are relative to the folder, which is `prefix` below the top. Compares as git does, without the
 * filters that .gitattributes names. Submodules are left out: git would start another git in them.
 */
export function gitChanges(paths: readonly string[], prefix: string, ask: GitAsk): Told<Changes> {
  if (paths.length === 0) return yes({ changed: [], unknown: [] });
  return andThen(ask([...status, '--', ...paths]), (printed) => {
    const differing = new Set(
      printed
        .toString('utf8')
        .split('\0')
        .map((line) => line.slice(3)),
    );
    const hit = paths.filter((path) => differing.has(prefix === '' ? path : `${prefix}/${path}`));
    return andThen(filtersOf(hit, ask), (filters) =>
      yes({
        changed: hit.filter((path) => !filters.has(path)),
        unknown: hit.flatMap((path) => {
          const filter = filters.get(path);
          return filter === undefined ? [] : [{ path, filter }];
        }),
      }),
    );
  });
}

const status = [
  '--literal-pathspecs',
  'status',
  '--porcelain=v1',
  '-z',
  '--no-renames',
  '--untracked-files=all',
  '--ignore-submodules=all',
];

/** The filter of each path that has one, by the attributes of the work tree; nothing is run. */
function filtersOf(paths: readonly string[], ask: GitAsk): Told<ReadonlyMap<string, string>> {
  if (paths.length === 0) return yes(new Map());
  const asked = ask(['check-attr', '-z', '--stdin', 'filter'], {
    input: paths.map((path) => `${path}\0`).join(''),
    attributes: 'theirs',
    index: 'none',
  });
  return andThen(asked, (printed) => {
    const fields = printed.toString('utf8').split('\0');
    const found = new Map<string, string>();
    for (let at = 0; at + 2 < fields.length; at += 3) {
      const [path = '', value = ''] = [fields[at], fields[at + 2]];
      if (value !== 'unspecified' && value !== 'unset') found.set(path, value);
    }
    return yes(found);
  });
}
