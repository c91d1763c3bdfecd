import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderNames } from '../../folder-names.js';

/** A temporary folder for one verification: the copy, a home, a folder for temporary files, and our own programs. */
export interface Scratch {
  readonly root: string;
  readonly copy: string;
  readonly home: string;
  readonly tmp: string;
  readonly inside: string;
  remove(): void;
}

export const prefix = 'rampart-boot-';

export function openScratch(): Scratch {
  removeStale();
  const root = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`)));
  chmodSync(root, 0o700);
  writeFileSync(join(root, 'owner'), ownerOf(process.pid));
  const folder = (name: string): string => {
    mkdirSync(join(root, name));
    return join(root, name);
  };
  const [copy, home, tmp, inside] = ['copy', 'home', 'tmp', 'inside'].map(folder) as [
    string,
    string,
    string,
    string,
  ];
  return { root, copy, home, tmp, inside, remove: () => removeFolder(root) };
}

/** Removes folders of earlier runs that were killed. */
function removeStale(): void {
  for (const name of folderNames(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined) continue;
    const folder = join(tmpdir(), name);
    if (isOurs(folder) && !isOwned(folder, Number(pid))) removeFolder(folder);
  }
}

/** Whether it is a folder of our own user, and not a link. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && (process.getuid === undefined || stat.uid === process.getuid());
}

/** Whether the owner may still run. We only know that for processes of this machine. */
function isOwned(folder: string, pid: number): boolean {
  const owner = textOf(join(folder, 'owner'));
  if (owner === undefined || owner.split(' ')[0] !== whereabouts()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return owner === ownerOf(pid);
}

/** A process id with its start time: ids alone are reused. */
function ownerOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`) ?? '';
  return `${whereabouts()} ${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
}

/**
 * Identifies the machine or container: process ids of another one mean nothing here, even if the temporary
 * folder is shared.
 */
function whereabouts(): string {
  try {
    return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

/** Retries, because a process that is ending may still write. Links are removed, never followed. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    openUp(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Makes folders writable: a service may leave some that are not. */
function openUp(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) openUp(join(folder, entry.name));
}
