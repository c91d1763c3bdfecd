import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from '../../repo/parse.js';
import { isProblem, parseSource } from '../../repo/source.js';
import { importsOf, startedFiles } from './reached.js';
import { mostFiles } from './listed.js';
import type { Repo } from './repo.js';
import type { Node, Source } from './syntax.js';

/** A file that runs in production and was not read: nothing can be said about it. */
export interface Unread {
  readonly path: string;
  readonly because: 'does not parse' | 'too large, or no plain text' | 'one file too many';
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly unread: readonly Unread[];
}

const code = /\.(?:[cm]?[jt]sx?)$/;
/** Not what runs in production, unless it is started or imported: tests, seeds, build output, tool settings. */
const aside =
  /(^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|seeds?|fixtures?|examples?|docs|scripts|tools|coverage|dist|build|out|public|vendor|\.yarn|\.rampart)\/|\.(?:test|spec|d|config|min)\.[cm]?[jt]sx?$|(^|\/)\.[^/]*$/;
const mostSources = 1500;
const memo = new WeakMap<Repo, Sources>();

/** The parsed sources that run in production, read once; what could not be read is named. */
export function sourcesOf(repo: Repo): Sources {
  const known = memo.get(repo) ?? readSources(repo);
  memo.set(repo, known);
  return known;
}

/** Whatever a source imports runs too, so its imports are followed, also into folders that are left aside. */
function readSources(repo: Repo): Sources {
  const files = new Set(repo.files);
  const queue = [...repo.files.filter((path) => code.test(path) && !aside.test(path)), ...startedFiles(repo)];
  prepare(
    queue.slice(0, mostSources).flatMap((path) => ({ path, text: repo.read(path) ?? '' })),
    { preserveParens: false },
  );
  const seen = new Set<string>();
  const sources: Source[] = [];
  const unread: Unread[] = [];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const source =
      seen.size > mostSources ? ({ path, because: 'one file too many' } as const) : sourceAt(repo, path);
    if (source === undefined) continue;
    if ('because' in source) unread.push(source);
    else {
      sources.push(source);
      queue.push(...importsOf(source, files).filter((each) => isCode(each)));
    }
  }
  if (repo.files.length >= mostFiles)
    unread.push({ path: `what comes after ${mostFiles} files`, because: 'one file too many' });
  return { sources, unread };
}

/** bin/www and its like have no ending. */
const isCode = (path: string): boolean => code.test(path) || !/\.\w+$/.test(path);

/** A file that is there and has no text for us. What git still lists and is gone holds nothing. */
export function unreadAt(repo: Repo, path: string): Unread | undefined {
  if (repo.read(path) !== undefined) return undefined;
  const there = lstatSync(join(repo.root, path), { throwIfNoEntry: false }) !== undefined;
  return there ? { path, because: 'too large, or no plain text' } : undefined;
}

function sourceAt(repo: Repo, path: string): Source | Unread | undefined {
  const text = repo.read(path);
  if (text === undefined) return unreadAt(repo, path);
  const parsed = parseSource(path, text);
  return isProblem(parsed)
    ? { path, because: 'does not parse' }
    : { path, text: parsed.text, program: parsed.program as unknown as Node };
}
