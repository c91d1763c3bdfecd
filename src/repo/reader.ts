import { parseSource, isProblem, type Source } from './source.js';
import { lineOf } from './line-of.js';
import { readText, type Tree } from './tree.js';
import type { Aliases } from './modules.js';
import type { Unreadable } from './unreadable.js';

/** Reads and parses files of one repo, each only once. */
export interface Reader {
  readonly tree: Tree;
  readonly aliases: Aliases;
  text(path: string): string | undefined;
  source(path: string): Source | undefined;
  /** Requested files that could not be read or parsed. */
  readonly unreadable: Unreadable[];
}

export function readerOf(root: string, tree: Tree, aliases: Aliases): Reader {
  const sources = new Map<string, Source | undefined>();
  const texts = new Map<string, string | undefined>();
  const unreadable: Unreadable[] = tree.closed.map(({ path, because }) => ({
    path: path === '' ? '.' : path,
    line: 1,
    why: because,
    text: '',
  }));
  const text = (path: string): string | undefined => {
    if (!texts.has(path)) {
      const read = readText(root, path);
      if (typeof read !== 'string' && read.no !== 'absent')
        unreadable.push({ path, line: 1, why: read.because, text: '' });
      texts.set(path, typeof read === 'string' ? read : undefined);
    }
    return texts.get(path);
  };
  const source = (path: string): Source | undefined => {
    if (sources.has(path)) return sources.get(path);
    const read = text(path);
    const parsed = read === undefined ? undefined : parseSource(path, read);
    if (parsed !== undefined && isProblem(parsed))
      unreadable.push({
        path,
        line: lineOf(parsed.text, parsed.offset),
        why: parsed.message,
        text: parsed.text,
      });
    sources.set(path, parsed === undefined || isProblem(parsed) ? undefined : parsed);
    return sources.get(path);
  };
  return { tree, aliases, text, source, unreadable };
}
