// Bundles the command line: a tiny CommonJS entry that answers --version and --help by itself, and lazy ES
// module chunks behind it.
import { join, relative } from 'node:path';
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
    const metafiles = await bundleLibrary(root, draft, templates);
    await fs.outputFile(
      join(draft, 'THIRD-PARTY-LICENSES.txt'),
      await licencesOf(root, bundledPackages(metafiles)),
    );
    await bundleEntries(root, draft, templates);
    await bundlePlopfile(root, cache, templates);
    await fs.move(draft, join(root, 'dist'), { overwrite: true });
  } finally {
    await fs.remove(draft);
  }
}

/**
 * Names stay, so that stack traces of --debug can be read; CommonJS packages inside need a require. @type
 * {import('esbuild').BuildOptions}
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
const esm = {
  format: /** @type {const} */ ('esm'),
  outExtension: { '.js': '.mjs' },
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
};

/**
 * Runs a TypeScript module of ours at build time; packages are resolved as usual. @param {string} root
 * @param {string} cache @param {string} entry @param {Record<string, string>} [alias]
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
 * The way of `new`, `--json --version` and errors is one CommonJS file, which loads fastest; all that is
 * imported lazily is ES module chunks of its own. A class may exist in both, so errors are known by shape
 * (src/errors.ts).
 * @param {string} root @param {string} draft @param {string} templates
 */
async function bundleLibrary(root, draft, templates) {
  const shared = {
    ...common,
    absWorkingDir: root,
    // jsonc-parser names first a file that requires its parts in a way that no bundler can follow.
    alias: { 'rampart:templates': templates, 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    outdir: join(draft, 'lib'),
    metafile: true,
  };
  const lazy = new Map();
  const first = await build({
    ...shared,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    entryPoints: { main: join(root, 'src/cli/main.ts') },
    plugins: [lazyImports(root, lazy)],
  });
  const rest = await build({
    ...shared,
    ...esm,
    entryPoints: Object.fromEntries(lazy),
    chunkNames: 'chunk-[hash]',
    splitting: true,
    external: ['oxc-parser'],
  });
  return [first.metafile, rest.metafile];
}

/**
 * Leaves every lazy import in place, aimed at a file of its own, and remembers what that file is made of.
 * @param {string} root @param {Map<string, string>} lazy @returns {import('esbuild').Plugin}
 */
const lazyImports = (root, lazy) => ({
  name: 'lazy-imports',
  setup({ onResolve }) {
    onResolve({ filter: /^[^/]/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:')) return undefined;
      const own = path.startsWith('.');
      const entry = own ? join(resolveDir, path).replace(/\.js$/, '.ts') : path;
      const name = (own ? relative(root, entry).replace(/\.ts$/, '') : path).replace(/\W+/g, '-');
      lazy.set(name, entry);
      return { path: `./${name}.mjs`, external: true };
    });
  },
});

/**
 * For `npx plop` in this repository only, so it is not part of the package. @param {string} root @param
 * {string} cache @param {string} templates
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
      external: ['./lib/main.cjs'],
      // The floor is checked by the entry itself, so it must parse on older Nodes.
      target: 'node14',
    });
    await fs.chmod(outfile, 0o755);
  }
}
