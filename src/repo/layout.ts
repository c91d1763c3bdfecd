import { posix } from 'node:path';
import type { Layout } from '../define/layout.js';
import { bindingsOf } from './bindings.js';
import { findAll, isCall, requiredModule } from './ast.js';
import type { PackageFile } from './package-file.js';
import type { Source } from './source.js';
import type { Tree } from './tree.js';

/** Folders for one part of an app, not for all its sources: our files go beside them. */
const parts = new Set(['config', 'loaders', 'bin', 'server', 'application', 'entry-points']);

/** Where our files go, and in which dialect, by the file that creates the app. */
export function layoutOf({
  entry,
  file,
  tree,
  sources,
}: {
  readonly entry: Source;
  readonly file: PackageFile;
  readonly tree: Tree;
  readonly sources: readonly Source[];
}): Layout {
  const source = sourceFolder(entry.path);
  const language = /\.[cm]?tsx?$/.test(entry.path) ? 'ts' : 'js';
  const modules = modulesOf(entry, language, file);
  const prefix = source === '' ? '' : `${source}/`;
  const taken = [...tree.paths].some(
    (path) => path.startsWith(`${prefix}config.`) || path.startsWith(`${prefix}config/`),
  );
  return {
    source,
    language,
    modules,
    suffix: suffixOf(sources, language, modules === 'esm' && (language === 'js' || file.type === 'module')),
    config: taken ? 'security/config' : 'config',
  };
}

function sourceFolder(path: string): string {
  const folders = posix.dirname(path) === '.' ? [] : posix.dirname(path).split('/');
  const src = folders.lastIndexOf('src');
  if (src !== -1) return folders.slice(0, src + 1).join('/');
  const last = folders.at(-1);
  return (last !== undefined && folders.length > 1 && parts.has(last) ? folders.slice(0, -1) : folders).join(
    '/',
  );
}

/** The module system of our .js or .ts files there. An `.mjs` entry can import from CommonJS beside it. */
function modulesOf(entry: Source, language: Layout['language'], file: PackageFile): Layout['modules'] {
  if (language === 'js' && file.type === 'module') return 'esm';
  if (/\.[cm]js$/.test(entry.path)) return 'cjs';
  return styleOf(entry) === 'import' ? 'esm' : 'cjs';
}

/** Whether a file uses import or require. */
export function styleOf(source: Source): 'import' | 'require' {
  const styles = bindingsOf(source).map(({ style }) => style);
  if (styles.includes('import') || source.program.body.some((node) => node.type.startsWith('Export')))
    return 'import';
  if (source.program.body.some((node) => node.type === 'ImportDeclaration')) return 'import';
  const requires = findAll(source.program, isCall).some(({ node }) => requiredModule(node) !== undefined);
  return requires || styles.length > 0 || !/\.m[jt]s$|\.ts$/.test(source.path) ? 'require' : 'import';
}

/** The extension that most relative imports have; without any, the one that Node needs for ES modules. */
function suffixOf(
  sources: readonly Source[],
  language: Layout['language'],
  isNative: boolean,
): Layout['suffix'] {
  const count = { '.js': 0, '.ts': 0, '': 0 };
  for (const { module } of sources.flatMap(bindingsOf)) {
    if (!module.startsWith('.')) continue;
    const ending = posix.extname(module);
    if (ending === '.js' || ending === '.ts') count[ending] += 1;
    else if (ending === '') count[''] += 1;
  }
  const fallback = isNative ? '.js' : '';
  const most = (['.js', '.ts', ''] as const).reduce(
    (best, next) => (count[next] > count[best] ? next : best),
    fallback,
  );
  return language === 'js' && most === '.ts' ? fallback : most;
}
