import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Trouble } from '../trouble.js';
import type { Enclosure } from './enclosure.js';
import type { managerAt } from './builds.js';
import { lastWords } from './said.js';
import type { Ward } from './ward.js';

export interface RunBuild {
  readonly enclosure: Enclosure;
  /** A package's folder relative to the root. */
  readonly path: string;
  readonly manager: ReturnType<typeof managerAt>;
  readonly env: Readonly<Record<string, string>>;
  readonly longestMs?: number;
}

/**
 * Runs `npm run build` in the copy, or the same with the repository's package manager. Returns undefined on
 * success.
 */
export async function runBuild({
  enclosure,
  path,
  manager,
  env,
  longestMs = 600_000,
}: RunBuild): Promise<Trouble | undefined> {
  const start = (command: readonly string[]): Promise<Ward> =>
    enclosure.run({
      command: command[0] ?? '',
      args: command.slice(1),
      cwd: join(enclosure.copy, path),
      env: { ...enclosure.env, ...quiet, ...env },
      port: 0,
      reaches: [],
    });
  const available = async (name: string): Promise<boolean> => {
    const ward = await start([name, '--version']);
    const code = await ward.ended(20_000);
    await ward.stop();
    return code === 0;
  };
  const chosen = manager !== 'npm' && (await available(manager)) ? manager : 'npm';
  const ward = await start(chosen === 'npm' ? [...npm(), 'run', 'build'] : [chosen, 'run', 'build']);
  const code = await ward.ended(longestMs);
  const said = lastWords(ward.stdout(), ward.stderr());
  await ward.stop();
  if (code === 0) return undefined;
  const where = path === '' ? '' : ` in ${path}`;
  const how = code === 'running' ? `did not end within ${longestMs / 1000} s` : `failed, code ${code}`;
  return { of: 'boot', because: `${chosen} run build${where} ${how}`, said };
}

/** Stops package managers from checking for updates or fetching other versions: there is no network. */
const quiet = {
  npm_config_update_notifier: 'false',
  npm_config_manage_package_manager_versions: 'false',
  COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
};

/** npm's own script, run by this Node, so that no shell or shim is in between. */
function npm(): readonly string[] {
  const beside = dirname(process.execPath);
  const script = ['node_modules/npm/bin/npm-cli.js', '../lib/node_modules/npm/bin/npm-cli.js']
    .map((path) => join(beside, path))
    .find((path) => existsSync(path));
  return script === undefined ? ['npm'] : [process.execPath, script];
}
