// Bundles the command line: a tiny CommonJS entry that answers --version and --help by itself, and lazy ES module chunks behind it.
import { mkdir, readFile, rename, rm, writeFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** @param {string} root Folder of the repository. */
export async function bundle(root) {
  const cache = join(root, '.cache');
  const draft = join(cache, `dist-${process.pid}`);
  await mkdir(cache, { recursive: true });
  try {
    const templates = await compiledTemplates(root, cache);
    await bundleLibrary(root, draft, templates);
    await bundleEntries(root, draft, templates);
    await rm(join(root, 'dist'), { recursive: true, force: true });
    await rename(draft, join(root, 'dist'));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Names stay, so that stack traces of --debug can be read; CommonJS packages inside need a require. @type {import('esbuild').BuildOptions} */
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

/** Runs a TypeScript module of ours at build time; packages are resolved as usual. @param {string} root @param {string} cache @param {string} entry @param {Record<string, string>} [alias] */
async function run(root, cache, entry, alias = {}) {
  const outdir = join(cache, `run-${process.pid}`);
  const options = { entryPoints: { main: join(root, entry) }, outdir, alias, splitting: true };
  await build({ ...common, ...esm, ...options, packages: 'external' });
  try {
    return await import(`${pathToFileURL(join(outdir, 'main.mjs')).href}?${entry}`);
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} cache */
async function compiledTemplates(root, cache) {
  const { compileTemplates } = await run(root, cache, 'src/build/templates.ts');
  const file = join(cache, 'templates.mjs');
  await writeFile(file, compileTemplates(join(root, 'templates')));
  return file;
}

/** @param {string} root @param {string} draft @param {string} templates */
async function bundleLibrary(root, draft, templates) {
  await build({
    ...common,
    ...esm,
    entryPoints: { main: join(root, 'src/cli.ts'), plopfile: join(root, 'generators/index.ts') },
    outdir: join(draft, 'lib'),
    chunkNames: 'chunk-[name]-[hash]',
    splitting: true,
    alias: { 'rampart:templates': templates },
    external: ['oxc-parser'],
  });
}

/** @param {string} root @param {string} draft @param {string} templates */
async function bundleEntries(root, draft, templates) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { mainHelp, commandHelp } = await run(root, join(root, '.cache'), 'src/commands/help.ts', {
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
      // The floor is checked by the entry itself, so it must parse on older Nodes.
      target: 'node14',
    });
    await chmod(outfile, 0o755);
  }
}
