import { openApiOf } from './openapi.js';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exits } from '../../errors.js';
import { packagesOf } from './facts.js';
import { throwaway } from './environment.js';
import type { Profile } from './environment.js';
import type { Launch } from './launch.js';
import { faultPreload, quickPreload } from './preloads.js';
import { bootOnce, freePort, killAll } from './process.js';
import type { Boot, Run } from './process.js';
import { isSecretName, routesRead, settingsOf } from './reading.js';
import type { Repo } from './repo.js';
import type { Hints } from './routes.js';
import { writtenOf } from './written.js';
import type { Written } from './written.js';

/** Boots the service, again and again, each time in an environment that we made. */
export interface Bench {
  start(run: Run): Promise<Boot>;
  /** One boot per profile for all probes that disturb nothing. */
  shared(profile: Profile): Promise<Boot>;
  /** Names of the secrets that it reads. */
  readonly secrets: readonly string[];
  /** Whether the service knows a setting of this name. */
  reads(name: string): 'yes' | 'no';
  /** What the source says of it. */
  readonly written: Written;
  /** What package.json asks for. */
  readonly packages: readonly string[];
  openapi(): Promise<unknown>;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly repo: Repo;
  readonly args: Extract<Launch, { args: unknown }>['args'];
  readonly asked: Hints['asked'];
}

export function openBench({ repo, args, asked }: BenchOptions): Bench {
  const settings = settingsOf(repo);
  const folder = scratch(repo.root);
  const boots: Boot[] = [];
  const memo = new Map<Profile, Promise<Boot>>();
  const written = writtenOf(repo, asked);
  const hints: Hints = {
    asked,
    read: routesRead(repo),
    samples: written.samples,
    openapi: () => bench.openapi(),
  };
  let document: Promise<unknown> | undefined;
  const cancel = (): void => {
    killAll();
    process.exit(exits.cancelled);
  };
  process.once('exit', killAll).once('SIGINT', cancel).once('SIGTERM', cancel);

  const bench: Bench = {
    secrets: settings.map(({ name }) => name).filter(isSecretName),
    written,
    packages: packagesOf(repo),
    start: async (run) => {
      const port = await freePort();
      const env = { ...throwaway(settings, run.profile, port), ...run.env };
      const preloads = [faultPreload(bench.secrets), ...(run.preload === undefined ? [] : [run.preload])];
      const quickened = async () =>
        (await bench.start({ profile: run.profile, preload: quickPreload })).server;
      const plaintext = async () => (await bench.shared('direct')).server;
      const boot = await bootOnce({ args, folder, port, env, hints, run, preloads, plaintext, quickened });
      boots.push(boot);
      return boot;
    },
    shared: (profile) => {
      if (!memo.has(profile)) memo.set(profile, bench.start({ profile }));
      return memo.get(profile) as Promise<Boot>;
    },
    reads: (name) => (settings.some((setting) => setting.name === name) ? 'yes' : 'no'),
    openapi: () => (document ??= documentOf(bench)),
    close: async () => {
      await Promise.all(boots.map((boot) => boot.stop()));
      process.off('exit', killAll).off('SIGINT', cancel).off('SIGTERM', cancel);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

/** The service's own folder by links, without any .env: its settings are ours, never the user's. */
function scratch(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-boot-'));
  for (const name of readdirSync(root)) {
    if (!name.startsWith('.env') && name !== '.git') symlinkSync(join(root, name), join(folder, name));
  }
  return folder;
}

async function documentOf(bench: Bench): Promise<unknown> {
  const { server, state } = await bench.shared('development');
  return state === 'listening' ? openApiOf(server) : undefined;
}
