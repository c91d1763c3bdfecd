import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { tool } from './tools.js';

/**
 * Runs a program in an image's files as the Compose file has it run: read-only, uid 10001, no capabilities, no new
 * privileges, /tmp in memory, secrets as files. Needs root, to become that uid. The network is this machine's loopback.
 */
export interface Jail {
  readonly root: string;
  readonly secrets: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workdir: string;
}

export const start = (jail: Jail, command: readonly string[]): ChildProcess =>
  spawn(tool('setpriv') ?? '', args(jail, command), { stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs it to its end: exit code and what it printed. */
export function finish(jail: Jail, command: readonly string[]): { code: number | null; text: string } {
  const done = spawnSync(tool('setpriv') ?? '', args(jail, command), { encoding: 'utf8', timeout: 30_000 });
  return { code: done.status, text: done.stdout + done.stderr };
}

/** The process inside: the descendant that has no children. */
export function inner(pid: number): number {
  const child = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => parentOf(name) === pid);
  return child === undefined ? pid : inner(Number(child));
}

/** A line of /proc/<pid>/status. */
export const statusOf = (pid: number, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? '';

function parentOf(pid: string): number {
  try {
    return Number(statusOf(Number(pid), 'PPid'));
  } catch {
    return -1; // gone since the folder was listed
  }
}

const args = ({ root, secrets, env, workdir }: Jail, command: readonly string[]): string[] => [
  ...[
    '--reuid=10001',
    '--regid=10001',
    '--clear-groups',
    '--inh-caps=-all',
    '--bounding-set=-all',
    '--no-new-privs',
  ],
  ...[tool('bwrap') ?? '', '--unshare-all', '--share-net', '--die-with-parent', '--cap-drop', 'ALL'],
  ...['--ro-bind', root, '/', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
  ...['--ro-bind', secrets, '/run/secrets', '--chdir', workdir, '--clearenv'],
  ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]),
  ...command,
];
