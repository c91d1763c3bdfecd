import { dirname, join, posix, relative, sep } from 'node:path';
import { kindAt } from '../read-file.js';
import { lockfileIn, readPackageFile, type PackageFile } from './package-file.js';
import { readText, walkTree } from './tree.js';
import { yamlIn } from './yaml.js';
import { matches, segments } from './matches-path.js';

/** The workspace of a package, as its root declares it. */
export interface Workspace {
  readonly root: string;
  /** The package's folder relative to the root; '' at the root. */
  readonly path: string;
  readonly file: PackageFile;
  /** The lockfile beside the root's package.json. */
  readonly lockfile: string | undefined;
  /** Rules of the root's .gitignore, which apply to all packages below it. */
  readonly ignored: ReadonlySet<string>;
}

/** Enough for any layout: packages/group/name and some more. */
const maxDepth = 6;
const maxPatterns = 500;

/**
 * Searches upwards for a root that lists this folder as a package (npm, yarn, bun: `workspaces`; pnpm: its
 * own file). Stops at the top of the git repository.
 */
export function workspaceOf(root: string): Workspace | undefined {
  for (let folder = root, depth = 0; depth <= maxDepth; folder = dirname(folder), depth += 1) {
    const path = relative(root, folder) === '' ? '' : relative(folder, root).split(sep).join('/');
    const patterns = patternsOf(folder);
    const file = packageIn(folder);
    if (file !== undefined && patterns.length > 0 && (path === '' || isMember(path, patterns)))
      return {
        root: folder,
        path,
        file,
        lockfile: lockfileIn((name) => isFile(folder, name)),
        ignored: rulesIn(folder),
      };
    if (kindAt(join(folder, '.git')) !== 'absent') return undefined;
  }
  return undefined;
}

/** The existing folders of a workspace's packages, sorted. */
export function membersOf(root: string): readonly string[] {
  const patterns = patternsOf(root);
  return [...walkTree(root).paths]
    .filter((path) => posix.basename(path) === 'package.json')
    .map((path) => posix.dirname(path))
    .filter((path) => path !== '.' && isMember(path, patterns));
}

export function packageIn(folder: string): PackageFile | undefined {
  const text = readText(folder, 'package.json');
  return typeof text === 'string' ? readPackageFile(text) : undefined;
}

function patternsOf(folder: string): readonly string[] {
  const yaml = readText(folder, 'pnpm-workspace.yaml');
  const all = [...(packageIn(folder)?.workspaces ?? []), ...(typeof yaml === 'string' ? listed(yaml) : [])];
  return all.slice(0, maxPatterns);
}

/** A file that cannot be parsed lists no packages. */
function listed(yaml: string): readonly string[] {
  try {
    const file = yamlIn(yaml) as { packages?: unknown } | null;
    return Array.isArray(file?.packages) ? file.packages.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

/** The last matching pattern decides; one with `!` in front excludes. */
function isMember(path: string, patterns: readonly string[]): boolean {
  const last = patterns.findLast((pattern) => matches(segments(pattern.replace(/^!/, '')), segments(path)));
  return last !== undefined && !last.startsWith('!');
}

const isFile = (folder: string, name: string): boolean => kindAt(join(folder, name)) === 'file';

function rulesIn(folder: string): ReadonlySet<string> {
  const text = readText(folder, '.gitignore');
  return new Set(typeof text === 'string' ? text.split(/\r?\n/).map((line) => line.trim()) : []);
}
