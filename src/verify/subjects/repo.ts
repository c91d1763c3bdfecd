import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The files of a repository, as a probe may read them. Nothing is run, nothing is written. */
export interface Repo {
  readonly root: string;
  /** POSIX, relative, sorted; what git would track, or a bounded walk where git is not used. */
  readonly files: readonly string[];
  readonly git: 'used' | 'not-used';
  /** Text of a file of at most 1 MiB, read once; undefined: absent, larger, not text, or not a plain file. */
  read(path: string): string | undefined;
  has(path: string): boolean;
  /** Runs one reading git command, bounded in time and bytes; undefined when it fails. */
  gitOutput(args: readonly string[]): string | undefined;
  /** Digest of every file that can change what a probe sees; reports and evidence are left out. */
  digest(): string;
}

const maxBytes = 1024 * 1024;
/** Of a larger repository only so many files are listed. */
export const maxFiles = 5000;
const skipped = new Set(['node_modules', '.git', 'dist', 'build', 'coverage', '.cache', '.next']);
const ours = /^(SECURITY-STATUS\.md|\.rampart\/)/;

export function openRepo(root: string): Repo {
  const listed = gitFiles(root);
  const files = (listed ?? walk(root))
    .filter((path) => !/(^|\/)node_modules\//.test(path))
    .slice(0, maxFiles);
  const set = new Set(files);
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, readText(join(root, path)));
    return texts.get(path);
  };
  return {
    root,
    files,
    git: listed === undefined ? 'not-used' : 'used',
    read,
    has: (path) => set.has(path) || read(path) !== undefined,
    gitOutput: (args) => git(root, args),
    digest: () => digestOf(files, read),
  };
}

/** A repository's own settings may name programs for git to run: those are switched off. */
function git(root: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(
      'git',
      ['-C', root, '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...args],
      {
        encoding: 'utf8',
        timeout: 10_000,
        maxBuffer: 8 * maxBytes,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
  } catch {
    return undefined;
  }
}

/** Only when the root is itself in a work tree that has it: an ignored folder inside another repository is not that repository. */
function gitFiles(root: string): readonly string[] | undefined {
  if (git(root, ['rev-parse', '--is-inside-work-tree'])?.trim() !== 'true') return undefined;
  const prefix = git(root, ['rev-parse', '--show-prefix'])?.trim() ?? '';
  if (prefix !== '' && git(root, ['check-ignore', '-q', '.']) !== undefined) return undefined;
  const output = git(root, ['ls-files', '-z', '-co', '--exclude-standard']);
  const files = output?.split('\0').filter((path) => path !== '');
  return files === undefined || files.length === 0 ? undefined : [...new Set(files)].sort();
}

function walk(root: string): readonly string[] {
  const found: string[] = [];
  const queue = [''];
  while (queue.length > 0 && found.length < maxFiles) {
    const folder = queue.shift() ?? '';
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name)) queue.push(path);
      if (entry.isFile()) found.push(path);
    }
  }
  return found.sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  let file: number | undefined;
  try {
    if (!lstatSync(path).isFile()) return undefined;
    file = openSync(path, 'r');
    const size = fstatSync(file).size;
    if (size > maxBytes) return undefined;
    const bytes = Buffer.alloc(size);
    readSync(file, bytes, 0, size, 0);
    return bytes.includes(0) ? undefined : bytes.toString('utf8');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function digestOf(files: readonly string[], read: (path: string) => string | undefined): string {
  const hash = createHash('sha256');
  for (const path of files) {
    if (ours.test(path)) continue;
    hash.update(`${path.split(sep).join('/')}\0${read(path) ?? ''}\0`);
  }
  return hash.digest('hex').slice(0, 32);
}
