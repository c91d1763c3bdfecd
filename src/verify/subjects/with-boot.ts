import { NotSeen } from '../probe.js';
import type { Bench } from './bench.js';
import type { Boot, ProcessRun } from './process.js';
import { whyNot } from './why-not.js';

const words: Readonly<Record<ProcessRun['profile'], string>> = {
  production: 'in production',
  direct: 'in production',
  development: 'in development',
};

interface Options extends ProcessRun {
  /** How it was booted, for messages: 'without NODE_ENV'; by default the profile. */
  readonly how?: string;
}

/** Boots the service, uses it and stops it. Throws NotSeen with the reason if it does not listen. */
export async function withBoot<T>(
  bench: Bench,
  { how, ...run }: Options,
  use: (boot: Boot) => Promise<T>,
): Promise<T> {
  const boot = await bench.start(run);
  try {
    await settled(boot);
    const state = boot.code() === 'running' ? boot.state : 'exited';
    const why = whyNot({ ...boot, state }, how ?? words[run.profile], bench.written.portPlace);
    if (why !== undefined) throw new NotSeen(why);
    return await use(boot);
  } finally {
    await boot.stop();
  }
}

/**
 * Waits a moment: a process that listens may end at once, because a second port is in use or a database
 * cannot be reached.
 */
const settled = async (boot: Boot): Promise<unknown> => boot.state === 'listening' && boot.ended(150);

/**
 * Boots without values that we set ourselves, so that they do not make the service look better; with them if
 * it needs them.
 */
export async function withDefaults<T>(
  bench: Bench,
  { unset, ...run }: Options & { readonly unset: readonly string[] },
  use: (boot: Boot) => Promise<T>,
): Promise<T> {
  const env = Object.fromEntries(unset.map((name) => [name, undefined]));
  const bare = await bench.start({ ...run, env: { ...run.env, ...env } });
  await settled(bare);
  if (bare.state === 'listening' && bare.code() === 'running') return use(bare).finally(() => bare.stop());
  await bare.stop();
  return withBoot(bench, run, use);
}

/** The shared boot of all probes, if it listens and answers. */
export async function sharedBoot(bench: Bench, profile: ProcessRun['profile']): Promise<Boot> {
  const boot = await bench.shared(profile);
  const why = whyNot(boot, words[profile], bench.written.portPlace);
  if (why !== undefined) throw new NotSeen(why);
  const { failure = '' } = await boot.server.once('first', () => boot.server.request({ path: '/' }));
  if (failure.startsWith('no answer within'))
    throw new NotSeen(`it listens ${words[profile]}, and gives ${failure}`);
  return boot;
}
