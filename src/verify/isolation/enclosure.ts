import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { copySources } from './copy.js';
import type { CopyOptions } from './copy.js';
import { guardText } from './guard.js';
import type { Allowed } from './guard.js';
import { linkModules, modulesOf } from './modules.js';
import { mountsOf } from './mounts.js';
import { openScratch } from './scratch.js';
import { surroundingsOf } from './surroundings.js';
import { sweepText } from './sweep.js';
import { behind, firstWall } from './wall.js';
import type { Wall } from './wall.js';
import { openWard } from './ward.js';
import type { WardedCommand, Ward } from './ward.js';
import { wardenText } from './warden.js';

/**
 * A copy of the sources, isolated, in which a stranger's code runs. It prevents all the harm that we know how
 * to prevent.
 */
export interface Enclosure {
  readonly wall: Wall;
  /** The path of the copy, as we see it. */
  readonly copy: string;
  /** What was not copied, and why. The names are a stranger's. */
  readonly left: readonly string[];
  /** The environment variables of all programs that run here. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes a file of ours for the programs inside; returns its path. */
  file(name: string, text: string): string;
  run(command: WardedCommand): Promise<Ward>;
  /** Addresses that were refused, with counts. */
  refused(): ReadonlyMap<string, number>;
  /** Ends all processes and removes all files, synchronously, so that it also works when our own process ends. */
  close(): void;
}

export interface EnclosureOptions {
  readonly from: string;
  readonly leaves: CopyOptions['leaves'];
  readonly allowed: readonly { readonly host: string; readonly port: number }[];
  /** In the order in which they are tried. */
  readonly walls?: readonly Wall[];
}

const strongestFirst: readonly Wall[] = ['bubblewrap', 'unshare', 'none'];

export function openEnclosure({
  from,
  leaves,
  allowed,
  walls = strongestFirst,
}: EnclosureOptions): Enclosure {
  const original = realpathSync(from);
  const scratch = openScratch();
  const wards = new Set<Ward>();
  const close = (): void => {
    forget();
    for (const ward of wards) ward.kill();
    scratch.remove();
  };
  const forget = onTheWayOut(close);
  try {
    const { modules: met, left } = copySources({ from: original, to: scratch.copy, leaves });
    const modules = modulesOf(original, met);
    const around = surroundingsOf(original);
    const aliased = allowed.map((one, index): Allowed => ({ ...one, alias: aliasOf(one.host, index) }));
    const file = (name: string, text: string): string => {
      writeFileSync(join(scratch.inside, name), text);
      return join(scratch.inside, name);
    };
    const hosts = aliased.filter(({ alias, host }) => alias !== home && !/^[\d.:]+$/.test(host));
    const table = ['127.0.0.1 localhost', ...hosts.map(({ alias, host }) => `${alias} ${host}`), ''].join(
      '\n',
    );
    const blank = file('blank', '');
    const stage = join(scratch.root, 'stage');
    const namespaced = walls.some((wall) => wall !== 'none') && process.platform === 'linux';
    const mounts = namespaced
      ? mountsOf({
          root: original,
          around,
          scratch,
          modules,
          blank,
          hosts: hosts.length === 0 ? undefined : file('hosts', table),
        })
      : [];
    const wall = firstWall(walls, { mounts, cwd: original, stage });
    if (wall === 'none') linkModules({ root: original, copy: scratch.copy, modules });
    const root = wall === 'none' ? scratch.copy : original;
    file('sweep.cjs', sweepText);
    const warden = file('warden.cjs', wardenText);
    const log = join(scratch.root, 'refused');
    let count = 0;
    return {
      wall,
      copy: scratch.copy,
      left,
      env: environment(scratch.home, scratch.tmp),
      file,
      refused: () => counted(textOf(log)),
      run: async (command) => {
        const folder = join(scratch.root, String((count += 1)));
        const ports = join(folder, 'ports');
        mkdirSync(ports, { recursive: true });
        const guard = join(folder, 'guard.cjs');
        const loopback = wall === 'none' ? 'shared' : 'own';
        const lent = command.reaches.map((port): Allowed => ({ host: home, port, alias: home }));
        const own = [...aliased, ...lent];
        writeFileSync(
          guard,
          guardText({
            path: guard,
            ports,
            log,
            allowed: own,
            port: command.port,
            loopback,
            folders: [root, scratch.root],
            readOnly: [
              ...modules.map(({ real }) => real),
              ...[original, ...around.homes, ...around.repositories],
            ],
          }),
        );
        const cwd = join(root, relative(scratch.copy, command.cwd));
        const ward = await openWard({
          command: {
            ...command,
            cwd,
            env: { ...command.env, NODE_OPTIONS: requiring(guard, command.env['NODE_OPTIONS']) },
          },
          line: behind(wall, {
            mounts,
            cwd: original,
            stage,
            command: [process.execPath, warden, guard, wall === 'none' ? 'none' : 'namespace'],
          }),
          wall,
          ports,
          lends: loopback === 'own' ? own : [],
          sweep: [join(scratch.inside, 'sweep.cjs'), guard],
        });
        wards.add(ward);
        void ward.gone.then(() => wards.delete(ward));
        return ward;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

const home = '127.0.0.1';

/** The loopback address that stands for another machine inside; calls to it are forwarded. */
const aliasOf = (host: string, index: number): string =>
  /^(?:localhost|127\.|::1$)/.test(host) ? home : `127.77.${(index >> 8) & 255}.${(index & 255) + 1}`;

/** From the user's environment only the paths of programs, and the language. */
function environment(folder: string, tmp: string): Readonly<Record<string, string>> {
  const taken = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'ComSpec', 'PATHEXT'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(taken),
    HOME: folder,
    USERPROFILE: folder,
    TMPDIR: tmp,
    TMP: tmp,
    TEMP: tmp,
  };
}

const requiring = (path: string, more = ''): string =>
  `--require=${/[\s"\\]/.test(path) ? JSON.stringify(path) : path} ${more}`.trim();

/** Counts addresses. They come from strangers, so other characters are removed. */
function counted(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of text
    .split('\n')
    .filter((each) => each !== '')
    .slice(0, 20_000)) {
    const name = line.replace(/[^\w.:/ -]/g, '?').slice(0, 120);
    if (found.size < 100 || found.has(name)) found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Calls `close` however our process ends, except by SIGKILL. */
function onTheWayOut(close: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  /** Removes these listeners, so that the signal, sent again, has its usual effect. */
  const cancel = (signal: NodeJS.Signals): void => {
    close();
    process.kill(process.pid, signal);
  };
  process.once('exit', close);
  for (const name of signals) process.once(name, cancel);
  return () => {
    process.off('exit', close);
    for (const name of signals) process.off(name, cancel);
  };
}
