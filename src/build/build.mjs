// Bundles the command line: a small CommonJS entry that answers --version and --help itself, and ES modules
// that are loaded when needed.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import fs from 'fs-extra';
import { bundledPackages, licencesOf } from './licences.mjs';

/** @param {string} root Folder of the repository. */
export async function bundle(root) {
  const cache = join(root, '.cache');
  const draft = join(cache, `dist-${process.pid}`);
  await fs.ensureDir(cache);
  try {
    const templates = await compiledTemplates(root, cache);
    const metafile = await bundleLibrary(root, draft, templates);
    await fs.outputFile(
      join(draft, 'THIRD-PARTY-LICENSES.txt'),
      await licencesOf(root, bundledPackages(metafile)),
    );
    await bundleEntries(root, draft, templates);
    await bundlePlopfile(root, cache, templates);
    await fs.move(draft, join(root, 'dist'), { overwrite: true });
  } finally {
    await fs.remove(draft);
  }
}

/**
 * Keeps names, so that stack traces of --debug are readable.
 * @type {import('esbuild').BuildOptions}
 */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  charset: 'utf8',
};
/** The banner is for bundled CommonJS packages, which call require. */
const esm = {
  format: /** @type {const} */ ('esm'),
  outExtension: { '.js': '.mjs' },
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
};

/**
 * Runs one of our TypeScript modules at build time. Packages are resolved as usual.
 * @param {string} root @param {string} cache @param {string} entry @param {Record<string, string>} [alias]
 */
async function run(root, cache, entry, alias = {}) {
  const outdir = join(cache, `run-${process.pid}`);
  const options = { entryPoints: { main: join(root, entry) }, outdir, alias, splitting: true };
  await build({ ...common, ...esm, ...options, packages: 'external' });
  try {
    return await import(`${pathToFileURL(join(outdir, 'main.mjs')).href}?${entry}`);
  } finally {
    await fs.remove(outdir);
  }
}

/** @param {string} root @param {string} cache */
async function compiledTemplates(root, cache) {
  const { compileTemplates } = await run(root, cache, 'src/build/templates.ts');
  const file = join(cache, 'templates.mjs');
  await fs.outputFile(file, compileTemplates(join(root, 'templates')));
  return file;
}

/**
 * One build: ES modules, of which a command loads those that it needs.
 * @param {string} root @param {string} draft @param {string} templates
 */
async function bundleLibrary(root, draft, templates) {
  const { metafile } = await build({
    ...common,
    ...esm,
    absWorkingDir: root,
    // The main file of jsonc-parser requires its parts in a way that bundlers cannot follow.
    alias: { 'rampart:templates': templates, 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    entryPoints: { main: join(root, 'src/cli/main.ts') },
    outdir: join(draft, 'lib'),
    chunkNames: 'chunk-[hash]',
    splitting: true,
    external: ['oxc-parser'],
    metafile: true,
  });
  return metafile;
}

/**
 * For `npx plop` in this repository only, so it is not part of the package.
 * @param {string} root @param {string} cache @param {string} templates
 */
async function bundlePlopfile(root, cache, templates) {
  await build({
    ...common,
    ...esm,
    entryPoints: [join(root, 'src/plop/plopfile.ts')],
    outfile: join(cache, 'plopfile.mjs'),
    packages: 'external',
    alias: { 'rampart:templates': templates },
  });
}

/** @param {string} root @param {string} draft @param {string} templates */
async function bundleEntries(root, draft, templates) {
  const { version } = await fs.readJson(join(root, 'package.json'));
  const { mainHelp, commandHelp } = await run(root, join(root, '.cache'), 'src/cli/help.ts', {
    'rampart:templates': templates,
  });
  for (const [name, prefix, help] of [
    ['rampart', [], mainHelp()],
    ['create-rampart', ['new'], commandHelp('new')],
  ]) {
    const outfile = join(draft, `${name}.cjs`);
    await build({
      ...common,
      format: 'cjs',
      entryPoints: [join(root, 'src/build/entry.cjs')],
      outfile,
      define: {
        VERSION: JSON.stringify(version),
        HELP: JSON.stringify(help),
        PREFIX: JSON.stringify(prefix),
      },
      external: ['./lib/main.mjs'],
      // The entry itself checks the lowest Node version, so older Nodes must be able to parse it.
      target: 'node14',
    });
    await fs.chmod(outfile, 0o755);
  }
}
