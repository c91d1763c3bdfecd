import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { sha256 } from '../../sha256.js';
import type { Enclosure } from '../isolation/enclosure.js';
import type { Ward } from '../isolation/ward.js';
import type { Others, Server } from './server.js';
import { allowedOrigin, publicName, type Profile } from './environment.js';
import { faultMarker } from './preloads.js';
import type { Hints } from './hints.js';
import { findRoutes } from './routes.js';
import { connectTo } from './connect-to.js';
import { openTransport } from './transport.js';

/** One boot of the service, in its own environment. */
export interface Boot {
  readonly state: 'listening' | 'exited' | 'silent';
  readonly server: Server;
  /** Its output, stdout and stderr, at most 2 MiB of each. */
  stdout(): string;
  stderr(): string;
  code(): number | 'signal' | 'running';
  signal(name: NodeJS.Signals): void;
  /** Waits for its end, at most this long. */
  ended(ms: number): Promise<number | 'signal' | 'running'>;
  stop(): Promise<void>;
  /** Ports that its processes had open when the wait ended. */
  readonly opened: readonly number[];
  /** The port where it listens, if that is not the given one. */
  readonly elsewhere: number | undefined;
}

export interface ProcessRun {
  readonly profile: Profile;
  /** Overrides generated values; undefined unsets one. If a value names an address on loopback, it may be called. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A module that runs in the process before the service. */
  readonly preload?: string;
  readonly waitMs?: number;
  /** Small files in its folder in the copy, until it listens. */
  readonly beside?: Readonly<Record<string, string>>;
}

export interface Once {
  readonly enclosure: Enclosure;
  /** The service's folder in the copy. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly given: 'by-us' | 'by-user';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hints: Hints;
  readonly run: ProcessRun & { readonly waitMs: number };
  readonly preloads: readonly string[];
  readonly others: Others;
}

/** Starts one process, and waits until it listens, ends, or the time is over. */
export async function bootOnce(once: Once): Promise<Boot> {
  const { enclosure, folder, args, port, given, env, run, preloads } = once;
  const imports = preloads.flatMap((text) => ['--import', preloadFile(enclosure, text)]);
  const ward = await enclosure.run({
    command: process.execPath,
    args: [...imports, ...args],
    cwd: folder,
    env: { ...enclosure.env, ...env },
    port: given === 'by-us' ? port : 0,
    reaches: placesIn(run.env ?? {}),
  });
  const found = await listening(ward, port, run.waitMs);
  const state = ward.code() === 'running' ? (found === undefined ? 'silent' : 'listening') : 'exited';
  return {
    state,
    opened: state === 'exited' ? [] : await ward.ports(),
    elsewhere: found === port ? undefined : found,
    server: serverFor({ ...once, ward, profile: run.profile, port: found ?? port }),
    stdout: ward.stdout,
    stderr: ward.stderr,
    code: ward.code,
    signal: ward.signal,
    ended: ward.ended,
    stop: ward.stop,
  };
}

/** Ports on loopback in values from a probe: the probe waits there for the service. */
const placesIn = (env: Readonly<Record<string, string | undefined>>): readonly number[] =>
  Object.values(env).flatMap((value = '') =>
    URL.canParse(value) && new URL(value).hostname === '127.0.0.1' ? [Number(new URL(value).port)] : [],
  );

/** A file, because a data: URL would appear in full in every stack trace. */
const preloadFile = (enclosure: Enclosure, text: string): string =>
  pathToFileURL(enclosure.file(`${sha256(text).slice(0, 12)}.mjs`, text)).href;

interface Facing extends Pick<Once, 'hints' | 'others'> {
  readonly ward: Ward;
  readonly profile: Profile;
  readonly port: number;
}

function serverFor({ ward, profile, port, hints, others }: Facing): Server {
  const name = profile === 'development' ? '127.0.0.1' : publicName;
  return connectTo({
    endpoint: { host: '127.0.0.1', port, transport: 'plain', name, dial: (from) => ward.dial(port, from) },
    kind: 'booted',
    stance: profile === 'production' ? 'behind-proxy' : 'direct',
    transport: openTransport('own-boot'),
    allowedOrigin,
    fault: faultMarker,
    others,
    logins: hints.given?.logins ?? [],
    findRoutes: (server) => findRoutes(server, hints),
  });
}

/** The port where it listens: the given one, or another if the given one does not open for a while. */
async function listening(ward: Ward, port: number, waitMs: number): Promise<number | undefined> {
  const deadline = Date.now() + waitMs;
  let seen = '';
  let since = Date.now();
  for (let turn = 0; Date.now() < deadline && ward.code() === 'running'; turn += 1) {
    if (await accepts(ward, port)) return port;
    if (turn > 0 && turn % 10 === 0) {
      const others = await ward.ports();
      if (others.join() !== seen) since = Date.now();
      seen = others.join();
      const quiet = Date.now() - since > Math.min(3_000, waitMs / 3);
      for (const other of quiet ? others : []) if (await accepts(ward, other)) return other;
    }
    await Promise.race([ward.ended(25), sleep(25)]);
  }
  return undefined;
}

const accepts = (ward: Ward, port: number): Promise<boolean> =>
  ward.dial(port).then(
    (socket) => {
      socket.on('error', () => undefined).destroy();
      return true;
    },
    () => false,
  );

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
