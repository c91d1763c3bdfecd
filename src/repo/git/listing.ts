import type { Ask } from './private-dir.js';
import { andThen, yes, type Told } from './told.js';

/** A file that git would show in a commit of everything. */
export interface Listed {
  /** POSIX, relative to the folder asked about. */
  readonly path: string;
  /** 'not checked out': only the index has it (a sparse checkout). 'repository': a submodule, or a repository of its own. */
  readonly state: 'tracked' | 'untracked' | 'not checked out' | 'repository';
}

/** What the index has, and what is there and not ignored; each path once. */
export function listingOf(ask: Ask): Told<readonly Listed[]> {
  return andThen(ask(['ls-files', '-z', '--stage']), (index) => {
    const links = new Set(
      records(index)
        .filter((line) => line.startsWith('160000 '))
        .map((line) => line.slice(line.indexOf('\t') + 1)),
    );
    return andThen(ask(['ls-files', '-z', '-t', '--cached', '--others', '--exclude-standard']), (all) => {
      const found = new Map<string, Listed>();
      for (const line of records(all)) {
        const path = line.slice(2);
        const plain = path.replace(/\/$/, '');
        if (!found.has(plain)) found.set(plain, { path: plain, state: stateOf(line[0] ?? '', path, links) });
      }
      return yes([...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));
    });
  });
}

function stateOf(tag: string, path: string, links: ReadonlySet<string>): Listed['state'] {
  if (links.has(path) || path.endsWith('/')) return 'repository';
  if (tag === 'S') return 'not checked out';
  return tag === '?' ? 'untracked' : 'tracked';
}

const records = (printed: Buffer): readonly string[] => printed.toString('utf8').split('\0').filter(Boolean);
