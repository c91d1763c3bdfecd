import { posix } from 'node:path';
import { alone, type Answers } from '../define/answers.js';
import type { Emitted } from './emitted.js';
import { packageManagerCommands, rootOf, upFrom } from './package-managers.js';

/** A file of the service that must be in a folder above it. */
export interface FileAbove {
  /** Relative to the top of the repository. */
  readonly path: string;
  readonly text: string;
  /** 'whole': a file of its own. Otherwise an existing file is extended, as its kind requires. */
  readonly form: 'whole' | 'settings' | 'updates';
}

/**
 * Separates files for the service's folder from files for folders above it: workflows and Dependabot settings
 * belong at the top of the repository, settings of the package manager at the root of the workspace.
 * Documents name these places.
 */
export function parted(
  files: readonly Emitted[],
  answers: Answers,
): { readonly inside: readonly Emitted[]; readonly around: readonly FileAbove[] } {
  const { within = alone } = answers;
  const around = new Map<string, FileAbove>();
  for (const { path, text } of files) {
    const placed = placeOf(path, answers);
    if (placed !== undefined) around.set(path, { ...placed, text });
  }
  const moved = new Map(
    [...around].map(([path, to]) => [path, posix.join(upFrom(within.repository), to.path)]),
  );
  if (within.workspace !== '') {
    const { lockfile } = packageManagerCommands[answers.packageManager];
    moved.set(lockfile, posix.join(upFrom(within.workspace), lockfile));
    moved.set('.dockerignore', 'Dockerfile.dockerignore');
  }
  return {
    inside: files
      .filter(({ path }) => !around.has(path))
      .map((file) => (file.path.endsWith('.md') ? { ...file, text: renamed(file.text, moved) } : file)),
    around: [...around.values()],
  };
}

/** The place of a file outside the service's folder, if any. */
function placeOf(
  path: string,
  { name, packageManager, within = alone }: Answers,
): Omit<FileAbove, 'text'> | undefined {
  const workflow = /^\.github\/workflows\/(.+)$/.exec(path)?.[1];
  if (within.repository !== '' && workflow !== undefined)
    return { path: `.github/workflows/${prefixOf(name)}${workflow}`, form: 'whole' };
  if (within.repository !== '' && path === '.github/dependabot.yml') return { path, form: 'updates' };
  if (within.workspace !== '' && path === packageManagerCommands[packageManager].settings)
    return { path: posix.join(rootOf(within), path), form: 'settings' };
  return undefined;
}

const renamed = (markdown: string, moved: ReadonlyMap<string, string>): string =>
  markdown.replace(/`([^`\s]+)`/g, (whole, path: string) => {
    const place = moved.get(path);
    return place === undefined ? whole : `\`${place}\``;
  });

/** The prefix of workflow names if several services share a repository: '@acme/Api' -> 'acme-api-'. */
export const prefixOf = (name: string): string =>
  `${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}-`;
