import { packageJson, yamlOf } from './facts.js';
import { locksOf, type Manager } from './lockfile.js';
import type { Repo } from './repo.js';

/** What the package manager does when it installs, by the settings that are in the repository. */
export interface InstallPolicy {
  readonly manager: Manager;
  /** The file of settings that decides. */
  readonly file: string;
  /** Install scripts of dependencies: none, those that were named, or all. */
  readonly scripts: 'none' | 'named' | 'all';
  /** How a new dependency is written into package.json. */
  readonly writes: 'exact' | 'range';
  /** Days that a version must be old. */
  readonly days: number;
  /** Packages from git and from URLs. 'fixed': this package manager has no setting for it. */
  readonly elsewhere: 'refused' | 'taken' | 'fixed';
}

export function installPolicyOf(repo: Repo): InstallPolicy {
  const { packageManager = '', engines } = packageJson(repo) as {
    packageManager?: string;
    engines?: Readonly<Record<string, string>>;
  };
  const [, named, major] = /^(npm|pnpm|yarn|bun)@(\d+)/.exec(packageManager) ?? [];
  const manager = (named as Manager | undefined) ?? locksOf(repo)[0]?.manager ?? 'npm';
  const floor = Number(major ?? /\d+/.exec(engines?.[manager] ?? '')?.[0] ?? 0);
  return { manager, ...readers[manager](repo, floor) };
}

type Reader = (repo: Repo, version: number) => Omit<InstallPolicy, 'manager'>;

const readers: Readonly<Record<Manager, Reader>> = {
  npm: readNpm,
  pnpm: readPnpm,
  yarn: readYarn,
  bun: readBun,
};

/** From version 12 on npm runs no script that was not allowed, and takes nothing from git or URLs. */
function readNpm(repo: Repo, version: number): Omit<InstallPolicy, 'manager'> {
  const settings = linesOf(repo.read('.npmrc'));
  const isStrict = settings['strict-allow-scripts'] === 'true' || version >= 12;
  const refuses = (name: string): boolean =>
    settings[name] === undefined ? version >= 12 : settings[name] !== 'all';
  return {
    file: '.npmrc',
    scripts: settings['ignore-scripts'] === 'true' ? 'none' : isStrict ? 'named' : 'all',
    writes: settings['save-exact'] === 'true' || settings['save-prefix'] === '' ? 'exact' : 'range',
    days: Number(settings['min-release-age'] ?? 0),
    elsewhere: refuses('allow-git') && refuses('allow-remote') ? 'refused' : 'taken',
  };
}

/** From version 10 on pnpm runs no script that was not allowed. */
function readPnpm(repo: Repo, version: number): Omit<InstallPolicy, 'manager'> {
  const own = (yamlOf(repo, 'pnpm-workspace.yaml') ?? {}) as Readonly<Record<string, unknown>>;
  const npmrc = linesOf(repo.read('.npmrc'));
  const isNamed =
    version >= 10 || own['allowBuilds'] !== undefined || own['onlyBuiltDependencies'] !== undefined;
  return {
    file: 'pnpm-workspace.yaml',
    scripts:
      own['ignoreScripts'] === true || npmrc['ignore-scripts'] === 'true'
        ? 'none'
        : isNamed
          ? 'named'
          : 'all',
    writes:
      own['savePrefix'] === '' || own['saveExact'] === true || npmrc['save-exact'] === 'true'
        ? 'exact'
        : 'range',
    days: Number(own['minimumReleaseAge'] ?? 0) / (24 * 60),
    elsewhere: own['blockExoticSubdeps'] === true ? 'refused' : 'taken',
  };
}

function readYarn(repo: Repo): Omit<InstallPolicy, 'manager'> {
  const own = (yamlOf(repo, '.yarnrc.yml') ?? {}) as Readonly<Record<string, unknown>>;
  const classic = linesOf(repo.read('.yarnrc')?.replace(/^(\S+) +/gm, '$1='));
  const repositories = own['approvedGitRepositories'];
  return {
    file: '.yarnrc.yml',
    scripts: own['enableScripts'] === false || classic['ignore-scripts'] === 'true' ? 'none' : 'all',
    writes: own['defaultSemverRangePrefix'] === '' || classic['save-prefix'] === '' ? 'exact' : 'range',
    days: daysIn(own['npmMinimalAgeGate']),
    elsewhere: Array.isArray(repositories) && !repositories.includes('**') ? 'refused' : 'taken',
  };
}

/** Bun runs scripts of packages that it trusts by itself, unless the repository says which. */
function readBun(repo: Repo): Omit<InstallPolicy, 'manager'> {
  const own = linesOf(repo.read('bunfig.toml'));
  const { trustedDependencies } = packageJson(repo) as { trustedDependencies?: readonly string[] };
  return {
    file: 'bunfig.toml',
    scripts: own['ignoreScripts'] === 'true' ? 'none' : trustedDependencies === undefined ? 'all' : 'named',
    writes: own['exact'] === 'true' ? 'exact' : 'range',
    days: Number(own['minimumReleaseAge'] ?? 0) / (24 * 60 * 60),
    elsewhere: 'fixed',
  };
}

/** `name = value` lines; comments and headings are left out, quotes dropped. */
function linesOf(text = ''): Readonly<Record<string, string>> {
  const pairs = text
    .split(/\r?\n/)
    .filter((line) => /^\s*[\w-]+\s*=/.test(line))
    .map((line) => {
      const at = line.indexOf('=');
      const value = line.slice(at + 1).trim();
      return [
        line.slice(0, at).trim(),
        value.replace(/\s+#.*$/, '').replace(/^(["'])(.*)\1$/, '$2'),
      ] as const;
    });
  return Object.fromEntries(pairs);
}

/** Yarn's durations: minutes, or '7d'. */
function daysIn(value: unknown): number {
  const [, amount = '0', unit = 'm'] = /^([\d.]+)\s*(ms|s|m|h|d|w)?$/.exec(String(value ?? 0)) ?? [];
  return (
    Number(amount) * ({ ms: 1 / 86_400_000, s: 1 / 86_400, m: 1 / 1440, h: 1 / 24, d: 1, w: 7 }[unit] ?? 0)
  );
}
