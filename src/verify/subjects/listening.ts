import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** The first TCP port on which this process listens, as Linux tells it; undefined elsewhere. */
export function listeningPort(pid: number): number | undefined {
  const inodes = socketsOf(pid);
  if (inodes.size === 0) return undefined;
  for (const table of [`/proc/${pid}/net/tcp`, `/proc/${pid}/net/tcp6`]) {
    for (const line of linesOf(table)) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
      if (state === '0A' && inodes.has(inode)) return parseInt(local.split(':')[1] ?? '', 16);
    }
  }
  return undefined;
}

function socketsOf(pid: number): ReadonlySet<string> {
  const inodes = new Set<string>();
  try {
    for (const name of readdirSync(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${name}`))?.[1];
      if (inode !== undefined) inodes.add(inode);
    }
  } catch {
    return inodes;
  }
  return inodes;
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(1);
  } catch {
    return [];
  }
}
