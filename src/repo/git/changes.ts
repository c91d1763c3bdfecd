import type { GitAsk } from './private-dir.js';
import { andThen, yes, type Told } from './told.js';

export interface Changes {
  /** Paths that differ from the last commit, are staged, or are untracked. */
  readonly changed: readonly string[];
  /** Paths whose bytes differ, but whose filter might make them equal. A filter is a program, so it is not run. */
  readonly unknown: readonly { readonly path: string; readonly filter: string }[];
}

/**
 * Compares as git does, but without the filters of .gitattributes. Paths are relative to the folder, which is
 * `prefix` below the top. Leaves out submodules: git would start another git in them.
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

/** The filter of each path, by .gitattributes of the work tree. Runs nothing. */
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
