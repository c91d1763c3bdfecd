import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { no, yes, type Told } from './told.js';

/**
 * Variables that point git to another repository: `git rev-parse --local-env-vars` of all versions until now.
 * No git that we start gets one.
 */
export const movingVariables = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_OBJECT_DIRECTORY',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_QUARANTINE_PATH',
] as const;

/** For a child that may start git: unsets the variables that point it to another repository. */
export const unmoved: Readonly<Record<string, undefined>> = Object.fromEntries(
  movingVariables.map((name) => [name, undefined]),
);

/**
 * The only place that starts git: never in a shell, with limits of time and bytes, and with exactly the given
 * environment. Git is searched on the PATH, but not inside the repository in question: npm puts a folder of
 * that on the PATH.
 */
export function startGit({ args, cwd, env, input = '', seconds, accept = 0, away }: GitStart): Told<Buffer> {
  const program = findGit(away);
  if (program === undefined) return no(missing);
  const { error, status, signal, stdout, stderr } = spawnSync(program, [...args], {
    cwd,
    env,
    input,
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: maxOutput,
    windowsHide: true,
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ETIMEDOUT') return no(`${tooSlow} within ${seconds} s`);
  if (code === 'ENOBUFS') return no(`git printed more than ${maxOutput / 1024 / 1024} MiB`);
  if (error !== undefined) return no(`git does not start: ${code ?? error.message}`);
  if (status === 0 || status === accept) return yes(stdout);
  return no(firstLine(stderr) || `git ended with ${signal ?? `code ${String(status)}`}`);
}

export interface GitStart {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  readonly seconds: number;
  /** An exit code besides 0 that is no failure. */
  readonly accept?: number;
  /** The repository in question: no program is taken from it. */
  readonly away?: string;
}

/** The start of the reason if git was stopped by its time limit. */
export const tooSlow = 'git did not end';

const missing = 'git is not installed (a git inside the repository is not started)';

const maxOutput = 64 * 1024 * 1024;

/** The first line of git's error, without terminal control characters. */
const firstLine = (stderr: Buffer): string =>
  (stderr.toString('utf8').split('\n')[0] ?? '').replace(/[^\x20-\x7e]/g, '?').slice(0, 200);

function findGit(away: string | undefined): string | undefined {
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  return pathOutside(away)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => isOutside(file, away) && isProgram(file));
}

/** Absolute folders of PATH that are neither in the repository nor made by a package manager. */
export const pathOutside = (away?: string): readonly string[] =>
  (process.env['PATH'] ?? process.env['Path'] ?? '')
    .split(delimiter)
    .filter(
      (folder) =>
        isAbsolute(folder) && !folder.split(/[\\/]/).includes('node_modules') && isOutside(folder, away),
    );

function isOutside(path: string, away: string | undefined): boolean {
  try {
    const real = realpathSync(path);
    if (away === undefined) return true;
    return real !== away && !real.startsWith(away.endsWith(sep) ? away : away + sep);
  } catch {
    return false;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
