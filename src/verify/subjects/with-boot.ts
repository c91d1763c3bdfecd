import { NotSeen } from '../probe.js';
import type { Bench } from './bench.js';
import type { Boot, Run } from './process.js';
import { whyNot } from './why-not.js';

const words: Readonly<Record<Run['profile'], string>> = {
  production: 'in production',
  direct: 'in production',
  development: 'in development',
};

interface Options extends Run {
  /** 'without NODE_ENV'; else by the profile. */
  readonly how?: string;
}

/** Boots the service, lets it be used, and stops it. Throws NotSeen, with the reason, where nothing listens. */
export async function withBoot<T>(
  bench: Bench,
  { how, ...run }: Options,
  use: (boot: Boot) => Promise<T>,
): Promise<T> {
  const boot = await bench.start(run);
  try {
    const why = whyNot(boot, how ?? words[run.profile], bench.written.portPlace);
    if (why !== undefined) throw new NotSeen(why);
    return await use(boot);
  } finally {
    await boot.stop();
  }
}

/** The same without values that we set ourselves, so that they do not make the service look better than it comes; with them where it needs them. */
export async function withDefaults<T>(
  bench: Bench,
  { unset, ...run }: Options & { readonly unset: readonly string[] },
  use: (boot: Boot) => Promise<T>,
): Promise<T> {
  const env = Object.fromEntries(unset.map((name) => [name, undefined]));
  const bare = await bench.start({ ...run, env: { ...run.env, ...env } });
  if (bare.state === 'listening') return use(bare).finally(() => bare.stop());
  await bare.stop();
  return withBoot(bench, run, use);
}

/** The boot that probes share, where it listens. */
export async function sharedBoot(bench: Bench, profile: Run['profile']): Promise<Boot> {
  const boot = await bench.shared(profile);
  const why = whyNot(boot, words[profile], bench.written.portPlace);
  if (why !== undefined) throw new NotSeen(why);
  return boot;
}
