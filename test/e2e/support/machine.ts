import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tool } from './tools.js';

/**
 * A machine that a deployment script may change: /etc and /opt are folders of ours, the rest of this
 * machine is read-only, and the network is its own. Programs that would change the kernel or PID 1 are
 * stand-ins that write down how they were called.
 */
export interface Machine {
  readonly place: string;
  /** Runs a script as root of this machine. */
  run(script: string): { readonly code: number | null; readonly text: string };
  /** How the stand-ins were called, line by line. */
  calls(): readonly string[];
  /** Every file of /etc and /opt, with its time and its mode. */
  state(): Readonly<Record<string, string>>;
}

const standIns: Readonly<Record<string, string>> = {
  nft: 'exit 0',
  caddy: 'exit 0',
  sshd: 'cat /etc/ssh-ports',
  // The first argument that matters is the verb; the last one is where the credential goes.
  'systemd-creds': 'cat >"${@: -1}"',
  systemctl: `case $1 in
  --version) echo "systemd 252 (252.38)" ;;
  restart) /mnt/node -e 'require("node:net").createServer().listen(3000, "127.0.0.1")' >/dev/null 2>&1 & ;;
esac`,
};

/** In its folder `place`; what lies beside that can be read. */
export function makeMachine(place: string, nodeVersion: string): Machine {
  const [etc, opt, bin] = ['etc', 'opt', 'bin'].map((name) => join(place, name)) as [string, string, string];
  for (const folder of [etc, opt, bin]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(etc, 'passwd'), 'root:x:0:0:root:/root:/bin/bash\n');
  writeFileSync(join(etc, 'group'), 'root:x:0:\n');
  writeFileSync(join(etc, 'ssh-ports'), 'port 22\n');
  for (const [name, body] of Object.entries({ ...standIns, node: `echo ${nodeVersion}` })) {
    writeFileSync(join(bin, name), `#!/bin/bash\necho "${name} $*" >>/opt/.calls\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const args = [
    ...['--unshare-pid', '--unshare-net', '--die-with-parent', '--ro-bind', '/', '/', '--proc', '/proc'],
    ...['--dev', '/dev', '--tmpfs', '/tmp', '--bind', etc, '/etc', '--bind', opt, '/opt'],
    ...['--ro-bind', dirname(place), dirname(place), '--tmpfs', '/mnt'],
    // The node of whoever runs the tests may be the very one that is hidden.
    ...['--ro-bind', process.execPath, '/mnt/node', '--ro-bind', join(bin, 'node'), '/usr/bin/node'],
    ...['--setenv', 'PATH', `${bin}:/usr/sbin:/usr/bin:/sbin:/bin`],
  ];
  return {
    place,
    run: (script) => {
      const done = spawnSync(tool('bwrap') ?? '', [...args, '/bin/bash', script], {
        encoding: 'utf8',
        timeout: 60_000,
      });
      return { code: done.status, text: done.stdout + done.stderr };
    },
    calls: () => readFileSync(join(opt, '.calls'), 'utf8').trim().split('\n'),
    state: () => Object.fromEntries([etc, opt].flatMap((folder) => stateOf(folder, place))),
  };
}

const stateOf = (folder: string, place: string): readonly (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.calls')
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, mode, uid } = statSync(path);
      return [path.slice(place.length), `${String(mtimeMs)} ${(mode & 0o777).toString(8)} ${String(uid)}`];
    });
