import { join, posix, relative, sep } from 'node:path';
import { RampartError } from '../errors.js';
import { kindAt } from '../read-file.js';
import { standingOf } from '../repo/standing.js';
import { unmoved } from '../repo/git/start.js';
import { extendUndo } from '../commit/extend-undo.js';
import { commitFile } from '../commit/commit-file.js';
import { endOfLife } from '../node-lines.js';
import { packageManagerCommands } from '../plan/package-managers.js';
import type { PackageManager } from '../define/words.js';
import { paint, warn, type Io } from './io.js';
import { makeRepository, refuseMissingGit } from './new-repository.js';
import { progress } from './progress.js';
import type { Request } from './request.js';
import { verifyNew, type Verified } from './verify-new.js';

/** What finishing a new service came to; for the closing words and for --json. */
export interface Finished {
  install: 'done' | 'skipped';
  git: 'done' | 'skipped';
  verify?: Verified;
}

/** How each manager installs with packages' own scripts off: a new service must not depend on them. */
async function installCommand(
  manager: PackageManager,
): Promise<{ args: readonly string[]; env: Record<string, string> }> {
  if (manager === 'npm') return { args: ['install', '--ignore-scripts', '--no-audit', '--no-fund'], env: {} };
  if (manager !== 'yarn') return { args: ['install', '--ignore-scripts'], env: {} };
  const { execa } = await import('execa');
  const { stdout } = await execa('yarn', ['--version'], { reject: false, stdin: 'ignore' });
  return stdout.startsWith('1.')
    ? { args: ['install', '--ignore-scripts'], env: {} }
    : { args: ['install'], env: { YARN_ENABLE_SCRIPTS: 'false' } };
}

/** Throws when a program that finishing needs is not installed; before anything is written. */
export async function refuseMissingTools({ answers, install: packages, git }: Request): Promise<void> {
  if (packages === 'install') await refuseMissing(answers.packageManager, '--no-install');
  if (git === 'init') refuseMissingGit();
}

async function refuseMissing(tool: string, without: string): Promise<void> {
  const { execa } = await import('execa');
  const { failed, shortMessage } = await execa(tool, ['--version'], { reject: false, stdin: 'ignore' });
  if (failed)
    throw new RampartError('RAMPART_TOOL_MISSING', {
      tool,
      problem: shortMessage ?? 'it does not run',
      without,
    });
}

/** git -> install -> verify, for a service that was just written. */
export async function finishNew({
  request,
  io,
  finished,
  root,
}: {
  readonly request: Request;
  readonly io: Io;
  readonly finished: Finished;
  /** Where its undo record is kept: the service, or the top of what is around it. */
  readonly root: string;
}): Promise<void> {
  warnOldNode(io);
  if (request.git === 'init') {
    makeRepository(request.root);
    finished.git = 'done';
  }
  if (request.install === 'install') await install(request, io, finished, root);
  const verified = await verifyNew({ request, io });
  if (verified !== undefined) finished.verify = verified;
  const own = wayDown(root, request.root);
  extendUndo({
    root,
    files: [posix.join(own, 'SECURITY-STATUS.md')],
    trees: verified === undefined ? [] : [posix.join(own, 'dist')],
  });
}

/** One line, and true: such a Node gets no security fixes any more. */
function warnOldNode(io: Io): void {
  const version = process.versions.node;
  const line = Number.parseInt(version, 10);
  if (endOfLife(line, new Date()) === undefined) return;
  warn(
    io,
    `${paint(io, 'yellow', 'warning')} Node ${line} gets no security fixes any more: use 22.13 or newer.`,
  );
}

async function install(
  { root: service, answers, git }: Request,
  io: Io,
  finished: Finished,
  root: string,
): Promise<void> {
  const manager = answers.packageManager;
  const { workspace } = standingOf(service, git, manager);
  const cwd = workspace?.root ?? service;
  const { execa } = await import('execa');
  const { args, env } = await installCommand(manager);
  const command = [manager, ...args].join(' ');
  const isNew = (name: string): boolean => kindAt(join(root, name)) === 'absent';
  // What a workspace had before is not ours to take back.
  const lockfile = posix.join(wayDown(root, cwd), packageManagerCommands[manager].lockfile);
  const files = [lockfile].filter(isNew);
  const trees = [
    ...new Set([cwd, service].map((folder) => posix.join(wayDown(root, folder), 'node_modules'))),
  ].filter(isNew);
  if (manager === 'yarn' && workspace === undefined) ownProject(cwd);
  const shown = progress(io, command);
  const result = await execa(manager, args, {
    cwd,
    env: { ...env, ...unmoved },
    reject: false,
    all: true,
    stdin: 'ignore',
  });
  shown.end(result.failed ? 'failed' : 'done');
  extendUndo({ root, files, trees });
  if (result.failed)
    throw new RampartError('RAMPART_INSTALL_FAILED', {
      root: cwd,
      command,
      problem: lastLines(result.all || (result.shortMessage ?? ''), 25),
    });
  finished.install = 'done';
}

/** Below another package.json yarn takes a folder for a project of its own only where a lockfile is in it. */
function ownProject(folder: string): void {
  if (kindAt(join(folder, 'yarn.lock')) === 'absent')
    commitFile({ root: folder, path: 'yarn.lock', text: '', state: 'The other files stand.' });
}

/** The way down from one folder to another: 'apps/api'. */
const wayDown = (from: string, to: string): string => relative(from, to).split(sep).join('/');

const lastLines = (text: string, count: number): string => text.trim().split('\n').slice(-count).join('\n');
