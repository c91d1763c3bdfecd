import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Mount } from './mounts.js';

/** How a boot is isolated: in namespaces, made by bubblewrap or unshare, or by the guard alone. */
export type Wall = 'bubblewrap' | 'unshare' | 'none';

export interface Walled {
  readonly mounts: readonly Mount[];
  readonly cwd: string;
  /** A folder for moving mounts. */
  readonly stage: string;
  readonly command: readonly string[];
}

/** The first wall that works on this machine with these mounts, tested with a real program. */
export function firstWall(walls: readonly Wall[], walled: Omit<Walled, 'command'>): Wall {
  if (process.platform !== 'linux') return 'none';
  return walls.find((wall) => wall === 'none' || stands(wall, walled)) ?? 'none';
}

function stands(wall: Wall, walled: Omit<Walled, 'command'>): boolean {
  const shown = 'process.stdout.write(require("node:os").networkInterfaces().lo ? "up" : "down")';
  const [file = '', ...args] = behind(wall, { ...walled, command: [process.execPath, '-e', shown] });
  const { status, stdout } = spawnSync(file, args, {
    timeout: 10_000,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: systemPath(),
  });
  return status === 0 && stdout === 'up';
}

/** The PATH with folders for system programs that a user's PATH may lack. */
export const systemPath = (): { readonly PATH: string } => ({
  PATH: [process.env['PATH'], '/usr/sbin:/sbin:/usr/bin:/bin'].filter(Boolean).join(':'),
});

/** The command line that runs a command inside a wall. */
export function behind(wall: Wall, walled: Walled): readonly string[] {
  if (wall === 'bubblewrap') return bubblewrap(walled);
  if (wall === 'unshare') return unshare(walled);
  return walled.command;
}

function bubblewrap({ mounts, cwd, command }: Walled): readonly string[] {
  return [
    ...['bwrap', '--bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    ...mounts.flatMap((mount) => {
      if (mount.how === 'empty')
        return ['--tmpfs', mount.at, ...mount.keeps.flatMap((path) => ['--bind', path, path])];
      return [mount.how === 'writable' ? '--bind' : '--ro-bind', mount.from, mount.at];
    }),
    // Root could undo the mounts, and a program with a terminal could type on it.
    ...['--cap-drop', 'ALL', '--new-session'],
    ...['--unshare-net', '--unshare-pid', '--unshare-ipc', '--die-with-parent', '--chdir', cwd, '--'],
    ...command,
  ];
}

function unshare({ mounts, cwd, stage, command }: Walled): readonly string[] {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return [
    ...[
      'setpriv',
      '--pdeathsig',
      'KILL',
      'unshare',
      ...user,
      '--net',
      '--pid',
      '--ipc',
      '--fork',
      '--kill-child',
    ],
    ...['--mount', '--mount-proc', 'sh', '-ec', scriptOf(mounts, cwd, stage), 'sh', ...command],
  ];
}

/** Hidden sources are moved aside first, because a mount hides its own source. */
function scriptOf(mounts: readonly Mount[], cwd: string, stage: string): string {
  const places = new Map<string, string>();
  const first: string[] = [];
  const keep = (path: string): string => {
    const known = places.get(path);
    if (known !== undefined) return known;
    const place = quote(join(stage, String(places.size)));
    places.set(path, place);
    first.push(
      `if [ -d ${quote(path)} ]; then mkdir -p ${place}; else : >${place}; fi`,
      `mount --rbind ${quote(path)} ${place}`,
    );
    return place;
  };
  const then: string[] = [];
  for (const mount of mounts) {
    const at = quote(mount.at);
    if (mount.how === 'empty') {
      const kept = mount.keeps.map((path) => ({ path: quote(path), place: keep(path) }));
      then.push(`mount -t tmpfs tmpfs ${at}`);
      for (const { path, place } of kept) then.push(`mkdir -p ${path}`, `mount --rbind ${place} ${path}`);
    } else {
      const place = keep(mount.from);
      then.push(`mount --rbind ${place} ${at}`);
      if (mount.how === 'read-only') then.push(readOnly(at));
    }
  }
  return [
    'ip link set lo up 2>/dev/null || ifconfig lo up',
    `mkdir -p ${quote(stage)}`,
    `mount -t tmpfs tmpfs ${quote(stage)}`,
    ...first,
    ...then,
    `umount -l ${quote(stage)}`,
    `cd ${quote(cwd)}`,
    // Without the user's terminals.
    'mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts /dev/pts 2>/dev/null || true',
    'exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$@"', // root could undo the mounts
  ].join('\n');
}

/** Without root, a read-only mount must repeat the restrictions of the original mount. */
const readOnly = (at: string): string =>
  ['ro', 'ro,nosuid,nodev', 'ro,nosuid,nodev,relatime']
    .map((how) => `mount -o remount,bind,${how} ${at} 2>/dev/null`)
    .join(' || ');

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
