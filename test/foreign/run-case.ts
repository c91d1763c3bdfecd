import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectationsOf, saidOf, type Expectation, type Rows, type Said } from './tally.js';

const here = import.meta.dirname;
const root = join(here, '../..');
const longestMs = 600_000;

export const caseNames: readonly string[] = readdirSync(join(here, 'cases')).sort();

/** What one line came to. */
export interface Line extends Expectation {
  readonly said: Said;
  readonly outcome: string;
  readonly because: string;
}

/** Verifies one case, read and booted, in a copy with a history of its own; by the built command, as a user would. */
export async function runCase(name: string): Promise<readonly Line[]> {
  const from = join(here, 'cases', name);
  const place = mkdtempSync(join(tmpdir(), 'rampart-foreign-'));
  const folder = join(place, name);
  try {
    prepare(from, folder);
    const reports = { static: await verified(folder, []), boot: await verified(folder, ['--boot']) };
    return expectationsOf(from).map((line) => {
      const report = reports[line.mode];
      const row = report?.controls.find(({ id }) => id === line.control);
      return {
        ...line,
        said: saidOf(line, report),
        outcome: row?.outcome ?? 'no report',
        because: row?.because ?? '',
      };
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function prepare(from: string, folder: string): void {
  cpSync(from, folder, {
    recursive: true,
    filter: (path) => !/\/(?:expect\.txt|deps|setup\.sh)$/.test(path),
  });
  const git = (...args: string[]): void => void spawnSync('git', args, { cwd: folder });
  git('init', '-q', '-b', 'main');
  for (const [key, value] of [
    ['user.email', 't@example.test'],
    ['user.name', 't'],
    ['commit.gpgsign', 'false'],
  ] as const)
    git('config', key, value);
  const done = spawnSync('bash', ['-e', join(from, 'setup.sh')], { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`setup of ${folder} failed: ${done.stderr}`);
  const exclude = join(folder, '.git/info/exclude');
  mkdirSync(join(folder, '.git/info'), { recursive: true });
  const before = existsSync(exclude) ? readFileSync(exclude, 'utf8') : '';
  writeFileSync(exclude, `${before}\nnode_modules\n`);
  symlinkSync(modules(readFileSync(join(from, 'deps'), 'utf8').trim()), join(folder, 'node_modules'));
}

/** The packages that the cases use, installed once without scripts. */
function modules(set: string): string {
  const folder = join(root, '.cache/foreign', set);
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    cpSync(join(here, 'packages', `${set}.json`), join(folder, 'package.json'));
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    const done = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', timeout: 300_000 });
    if (done.status !== 0) throw new Error(done.stderr);
  }
  return join(folder, 'node_modules');
}

function verified(folder: string, flags: readonly string[]): Promise<Rows | undefined> {
  const { CI: _, ...env } = process.env;
  const args = [join(root, 'dist/rampart.cjs'), 'verify', '.', ...flags, '--json', '--no-write'];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (data: Buffer) => (text += data.toString()));
  const late = setTimeout(() => child.kill('SIGKILL'), longestMs);
  return new Promise((resolve) => {
    child.once('close', () => {
      clearTimeout(late);
      resolve(parsed(text));
    });
  });
}

function parsed(text: string): Rows | undefined {
  try {
    const report = JSON.parse(text) as Partial<Rows>;
    return Array.isArray(report.controls) ? (report as Rows) : undefined;
  } catch {
    return undefined;
  }
}
