import { RampartError } from '../errors.js';

/** Refuses when git has uncommitted changes in the files that a plan touches; outside a repository there is nothing to ask. */
export async function refuseDirty(root: string, paths: readonly string[]): Promise<void> {
  const dirty = await dirtyPaths(root, paths);
  if (dirty.length === 0) return;
  throw new RampartError('RAMPART_DIRTY', { list: dirty.map((path) => `  ${path}`).join('\n') });
}

/** Those of these paths (relative to the root) that git calls changed, staged or untracked. */
export async function dirtyPaths(root: string, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const { execa } = await import('execa');
  // The repository's own settings may name programs for git to run: they are switched off.
  const args = [
    '-c',
    'core.fsmonitor=false',
    '--no-optional-locks',
    '--literal-pathspecs',
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=all',
    '--',
    ...paths,
  ];
  const { exitCode, stdout } = await execa('git', args, {
    cwd: root,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
  });
  if (exitCode !== 0) return [];
  const lines = stdout.split('\0').filter((line) => line !== '');
  return paths.filter((path) =>
    lines.some((line) => line.slice(3) === path || line.slice(3).endsWith(`/${path}`)),
  );
}
