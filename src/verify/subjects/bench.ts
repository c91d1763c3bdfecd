import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { buildsOf, managerAt, packageJsonIn } from '../isolation/builds.js';
import { endingOf } from '../isolation/ending-of.js';
import { openEnclosure, type Enclosure } from '../isolation/enclosure.js';
import { runBuild } from '../isolation/run-build.js';
import type { Wall } from '../isolation/wall.js';
import type { Trouble } from '../trouble.js';
import type { Again, Others } from './server.js';
import { throwaway, withoutOrigins, type Profile } from './environment.js';
import { declaredPackages } from '../../repo/package-json.js';
import { handedOver, launchOf } from './launch.js';
import { openApiOf } from './openapi.js';
import { faultPreload, quickPreload } from './preloads.js';
import { bootOnce, freePort, type Boot, type ProcessRun } from './process.js';
import { namedSettings } from '../../repo/named-settings.js';
import { routesRead } from '../../repo/routes-read.js';
import { isSecretName } from '../../repo/secret-name.js';
import type { Repo } from '../../repo/repo.js';
import { noGoodRequests, type GoodRequests } from '../good-requests/good-requests.js';
import type { Hints } from './hints.js';
import { productionTemplate } from './production-template.js';
import { noWishes, type Wishes } from './wishes.js';
import { withFiles } from './with-files.js';
import { writtenOf, type Written } from './written.js';
import { writtenPaths } from './written-paths.js';

/** Boots the service repeatedly, each time in an environment that we made. */
export interface Bench {
  start(run: ProcessRun): Promise<Boot>;
  /** One boot for each profile, for all probes that disturb nothing. */
  shared(profile: Profile): Promise<Boot>;
  /** Names of the secrets that it reads. */
  readonly secrets: readonly string[];
  /** Those of them that may be missing, as the template of the settings says. */
  readonly optional: readonly string[];
  /** Whether the service reads a setting with this name. */
  reads(name: string): 'yes' | 'no';
  /** What its source says. */
  readonly written: Written;
  /** What rampart.probes.json says. */
  readonly given: GoodRequests;
  /** The packages in package.json. */
  readonly packages: readonly string[];
  /** Where it runs, and what was refused there. */
  readonly enclosure: Enclosure;
  openapi(): Promise<unknown>;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly repo: Repo;
  readonly asked: Hints['asked'];
  readonly given?: GoodRequests;
  /** 'never': an earlier build is judged. */
  readonly build?: 'if-needed' | 'never';
  /** The longest time for each build, if shorter than usual. */
  readonly buildMs?: number;
  readonly wishes?: Wishes;
  readonly walls?: readonly Wall[];
}

/** Copies the repo behind walls, builds it there and returns a bench, or the reason why not. */
export async function openBench({
  repo,
  asked,
  given = noGoodRequests,
  build = 'if-needed',
  buildMs,
  wishes = noWishes,
  walls,
}: BenchOptions): Promise<Bench | Trouble> {
  const builds = buildsOf(repo, build);
  const missing = whatIsMissing(repo);
  if (missing !== undefined) return { of: 'boot', because: missing, said: [] };
  const enclosure = openEnclosure({
    from: builds.root,
    leaves: builds.leaves,
    allowed: wishes.allowed,
    ...(walls === undefined ? {} : { walls }),
  });
  const began = Date.now();
  try {
    for (const path of builds.order) {
      const trouble = await runBuild({
        enclosure,
        path,
        manager: managerAt(builds.root),
        env: wishes.env,
        ...(buildMs !== undefined && { longestMs: buildMs }),
      });
      if (trouble === undefined) continue;
      enclosure.close();
      return trouble;
    }
    const folder = join(enclosure.copy, builds.path);
    const launch = launchOf(
      packageJsonIn(folder),
      folder,
      isInstalled('tsx', repo.root) ? 'there' : 'missing',
    );
    if ('because' in launch) {
      enclosure.close();
      return { of: 'boot', because: launch.because, said: [] };
    }
    const old =
      build === 'never' ? undefined : oldOutput({ repo, folder, began, file: launch.args.at(-1) ?? '' });
    if (old !== undefined) {
      enclosure.close();
      return { of: 'boot', because: old, said: [] };
    }
    return benchIn({ repo, asked, given, wishes, enclosure, folder, args: launch.args });
  } catch (error) {
    enclosure.close();
    throw error;
  }
}

interface Output {
  readonly repo: Repo;
  /** The service's folder in the copy. */
  readonly folder: string;
  /** When the build began, in milliseconds. */
  readonly began: number;
  readonly file: string;
}

/**
 * Why the file to start is no current build: git ignores it and this build did not write it, so its sources
 * are unknown.
 */
function oldOutput({ repo, folder, began, file }: Output): string | undefined {
  const path = relative(folder, resolve(folder, file)).split(sep).join('/');
  const ignored = repo.git.ignored([path], 'all');
  if (ignored.told === 'no' || !ignored.value.has(path)) return undefined;
  // Some file systems store whole seconds only.
  if (statSync(join(folder, path)).mtimeMs >= began - 1000) return undefined;
  return `${path} is ignored by git, and no build of package.json makes it: what it was made from cannot be told`;
}

interface Inside extends Pick<BenchOptions, 'repo' | 'asked'> {
  readonly given: GoodRequests;
  readonly wishes: Wishes;
  readonly enclosure: Enclosure;
  readonly folder: string;
  readonly args: readonly string[];
}

function benchIn({ repo, asked, given, wishes, enclosure, folder, args }: Inside): Bench {
  const settings = namedSettings(repo);
  const secrets = settings.map(({ name }) => name).filter(isSecretName);
  const boots: Boot[] = [];
  const memo = new Map<Profile, Promise<Boot>>();
  const written = writtenOf(repo, asked);
  const hints: Hints = {
    asked,
    given,
    read: routesRead(repo),
    samples: written.samples,
    paths: writtenPaths(repo),
    openapi: () => bench.openapi(),
  };
  let document: Promise<unknown> | undefined;

  const bench: Bench = {
    secrets,
    optional: secrets.filter((name) => productionTemplate(repo)?.optional.includes(name)),
    written,
    given,
    packages: declaredPackages(repo),
    enclosure,
    start: async (run) => {
      const fixed = Number({ ...wishes.env, ...run.env }['PORT']) || undefined;
      const port = fixed ?? (await freePort());
      const env = { ...throwaway(settings, run.profile, port), ...wishes.env, ...run.env };
      const preloads = [faultPreload(bench.secrets), ...(run.preload === undefined ? [] : [run.preload])];
      const { profile } = run;
      const others: Others = {
        quickened: async () => again(await bench.start({ profile, preload: quickPreload })),
        plaintext: async () => again(await bench.shared('direct')),
        withoutOrigins: async () => again(await bench.start({ profile, env: withoutOrigins(settings) })),
        afresh: async () => again(await bench.start(run)),
        ending: () => endingOf(boot, { enclosure, wishes, root: repo.root }),
      };
      const patience = wishes.bootMs / noWishes.bootMs;
      const handed = handedOver(packageJsonIn(folder), Object.keys(run.beside ?? {}));
      const boot = await withFiles(folder, run.beside ?? {}, () =>
        bootOnce({
          ...{ enclosure, folder, args: [...handed, ...args], port, env, hints, preloads, others },
          given: fixed === undefined ? 'by-us' : 'by-user',
          run: { ...run, waitMs: Math.round((run.waitMs ?? noWishes.bootMs) * patience) },
        }),
      );
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
      enclosure.close();
    },
  };
  return bench;
}

const again = ({ state, server, stderr, stdout }: Boot): Again =>
  state === 'listening'
    ? { server }
    : {
        because: `a second boot ${state === 'exited' ? 'ended' : 'opened no port'}`,
        said: `${stdout()}\n${stderr()}`.slice(-4_000),
      };

/**
 * Why packages are missing, if package.json lists some and none are installed. Which ones are needed shows at
 * start.
 */
function whatIsMissing(repo: Repo): string | undefined {
  const { dependencies = {} } = packageJsonIn(repo.root);
  if (Object.keys(dependencies).length === 0) return undefined;
  const there = above(repo.root).some((folder) =>
    ['node_modules', '.pnp.cjs'].some((name) => existsSync(join(folder, name))),
  );
  return there ? undefined : `node_modules is missing: run "${managerAt(repo.root)} install" first`;
}

const isInstalled = (name: string, root: string): boolean =>
  above(root).some((folder) => existsSync(join(folder, 'node_modules', name)));

const above = (folder: string): readonly string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...above(dirname(folder))];

async function documentOf(bench: Bench): Promise<unknown> {
  const { server, state } = await bench.shared('development');
  return state === 'listening' ? openApiOf(server) : undefined;
}
