// Makes a fresh clone ready to run: installs what is missing, builds what is older than its sources.
// Runs before any dependency exists, so it is plain JavaScript and imports only what Node has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = join(root, '.cache/dist-inputs');
const inputs = ['src', 'generators', 'templates', 'package.json', 'package-lock.json'];

/** @param {{ build?: 'when stale' | 'always' }} [options] */
export async function prepare({ build = 'when stale' } = {}) {
  if (!isInstalled()) install();
  const hash = hashOf(inputs);
  if (build === 'when stale' && isBuilt(hash)) return;
  const started = Date.now();
  const { bundle } = await import('./build.mjs');
  await bundle(root);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  process.stderr.write(`rampart: built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/** Whether every package that the lockfile demands is there in its version; optional ones may be missing. */
function isInstalled() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.keys(wanted).every(
    (path) =>
      path === '' || wanted[path].version === found[path]?.version || (wanted[path].optional && !found[path]),
  );
}

function install() {
  process.stderr.write('rampart: installing the packages of package-lock.json (npm ci --ignore-scripts)\n');
  const npm = npmScript();
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status === 0) return;
  process.stderr.write(
    'rampart: "npm ci" failed; its message is above. Fix that, then run the same again.\n',
  );
  process.exit(1);
}

/** npm's own script, so that no shell and no .cmd file is needed. */
function npmScript() {
  const beside = dirname(process.execPath);
  return [
    process.env.npm_execpath?.includes('npm-cli') ? process.env.npm_execpath : undefined,
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find((path) => path !== undefined && existsSync(path));
}

/** @param {string} hash */
function isBuilt(hash) {
  const built = ['dist/rampart.cjs', 'dist/lib/main.mjs'].every((path) => existsSync(join(root, path)));
  return built && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/** @param {readonly string[]} paths */
function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.flatMap(filesUnder))
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (/\.\w+$/.test(path) && !path.includes('/')) return [path];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
    );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await prepare({ build: process.argv.includes('--force') ? 'always' : 'when stale' });
