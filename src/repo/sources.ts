import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { oncePer } from '../once.js';
import { rehearseAll } from './parse.js';
import { isProblem, parseSource, type Source } from './source.js';
import { startedFiles } from './started-files.js';
import { importsOf } from './imports-of.js';
import type { Repo } from './repo.js';

/** A file that runs in production but could not be read. */
export interface UnreadSource {
  readonly path: string;
  readonly because: string;
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly unread: readonly UnreadSource[];
}

const code = /\.(?:[cm]?[jt]sx?)$/;

/** Files that do not run in production, unless started or imported: tests, seeds, build output, tool settings. */
const aside =
  /(^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|seeds?|fixtures?|examples?|docs|scripts|tools|coverage|dist|build|out|public|vendor|\.yarn|\.rampart)\/|\.(?:test|spec|d|config|min)\.[cm]?[jt]sx?$|(^|\/)\.[^/]*$/;
const mostSources = 1500;

/** The parsed sources that run in production, read once, and the names of those that could not be read. */
export const sourcesOf = oncePer(readSources);

/** A file that a source imports runs too, so imports are followed, also into folders that are otherwise left out. */
function readSources(repo: Repo): Sources {
  const files = new Set(repo.files);
  const queue = [...repo.files.filter((path) => code.test(path) && !aside.test(path)), ...startedFiles(repo)];
  rehearseAll(
    queue.slice(0, mostSources).flatMap((path) => ({ path, text: repo.read(path) ?? '' })),
    { preserveParens: false },
  );
  const seen = new Set<string>();
  const sources: Source[] = [];
  const unread: UnreadSource[] = [];
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
  const beyond = repo.unread.filter(
    ({ path, why }) => !files.has(path) && path !== '.git' && why !== madeByBuild,
  );
  return { sources, unread: [...unread, ...beyond.map(({ path, why }) => ({ path, because: why }))] };
}

/** Files such as bin/www have no extension. */
const isCode = (path: string): boolean => code.test(path) || !/\.\w+$/.test(path);

/** Folders that a walk leaves out, as git would. */
const madeByBuild = 'it is taken for what a build makes';

/** Why an existing file has no text. A link to another file of the repository is read there. */
export function unreadAt(repo: Repo, path: string): UnreadSource | undefined {
  if (repo.read(path) !== undefined) return undefined;
  const known = repo.unread.find((each) => each.path === path);
  if (known !== undefined) return { path, because: known.why };
  const binary = lstatSync(join(repo.root, path), { throwIfNoEntry: false })?.isFile() === true;
  return binary ? { path, because: 'it is no text' } : undefined;
}

function sourceAt(repo: Repo, path: string): Source | UnreadSource | undefined {
  const text = repo.read(path);
  if (text === undefined) return unreadAt(repo, path);
  const parsed = parseSource(path, text);
  return isProblem(parsed) ? { path, because: 'does not parse' } : parsed;
}
