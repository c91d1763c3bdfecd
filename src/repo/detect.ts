import { posix } from 'node:path';
import { RampartError } from '../errors.js';
import { manifestPath } from '../plan/manifest.js';
import { serviceLayout, type Manifest } from '../plan/plan.js';
import { otherFrameworks, recognisers } from '../wire/recognisers.js';
import type { Recogniser } from '../wire/recogniser.js';
import { appsOf } from './apps.js';
import { compilerOf } from './compiler.js';
import { trackedEnvFiles } from './git.js';
import { layoutOf } from './layout.js';
import { majorOf, packageManagerOf, readPackageFile, versionOf, type PackageFile } from './package-file.js';
import { readerOf, type Reader } from './reader.js';
import type { FrameworkFound, Repo } from './repo.js';
import type { Source } from './source.js';
import { readText, walkTree } from './tree.js';

/**
 * walk -> package.json -> framework -> sources that may matter, parsed -> apps -> layout, mounted packages
 *
 * Reads a repo; never runs any of its code, never writes.
 */
export function detectRepo(root: string): Repo {
  const text = readText(root, 'package.json');
  const file = typeof text === 'string' ? readPackageFile(text) : undefined;
  if (file === undefined) throw new RampartError('RAMPART_NO_PACKAGE_JSON', { root });
  const tree = walkTree(root);
  const tsconfig = readText(root, 'tsconfig.json');
  const compiler = compilerOf(typeof tsconfig === 'string' ? tsconfig : undefined);
  const reader = readerOf(root, tree, compiler.aliases);
  const framework = frameworkOf(root, file);
  const manifest = manifestOf(reader);
  const recogniser = framework.kind === 'known' ? framework.recogniser : undefined;
  const sources =
    recogniser === undefined
      ? []
      : sourcesOf(reader, recogniser).filter(({ path }) => !isOurs(path, manifest));
  const apps = recogniser === undefined ? [] : appsOf(sources, reader, recogniser);
  const entry = (apps.find((app) => app.listeners.length > 0) ?? apps[0])?.site.source;
  return {
    root,
    package: file,
    packageManager: packageManagerOf(file, tree),
    framework,
    manifest,
    layout:
      manifest?.layout ?? (entry === undefined ? serviceLayout : layoutOf({ entry, file, tree, sources })),
    sources,
    apps,
    mounted:
      recogniser === undefined
        ? []
        : sources.flatMap((source) => recogniser.read.mountedIn(source, reader, apps)),
    unreadable: reader.unreadable,
    compiler: typeof tsconfig === 'string' ? { interop: compiler.interop } : undefined,
    trackedEnvFiles: trackedEnvFiles(root),
    reader,
  };
}

function frameworkOf(root: string, file: PackageFile): FrameworkFound {
  const other = Object.keys(otherFrameworks).find((name) => name in file.declared);
  const recogniser = recognisers.find((entry) => entry.package in file.declared);
  if (recogniser === undefined)
    return {
      kind: 'unknown',
      because:
        other === undefined
          ? 'package.json declares no framework that rampart knows'
          : `this is a ${otherFrameworks[other] ?? other} repo ("${other}" in package.json)`,
    };
  const found = versionOf(root, recogniser.package, file);
  const major = found === undefined ? undefined : majorOf(found.version);
  if (found === undefined || major === undefined || !recogniser.majors.includes(major))
    return {
      kind: 'unknown',
      because: `${recogniser.package} ${found?.version ?? ''} is none of the majors ${recogniser.majors.join(', ')}`,
    };
  return { kind: 'known', recogniser, major, ...found };
}

function manifestOf(reader: Reader): Manifest | undefined {
  const text = readText(reader.root, manifestPath);
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as Manifest;
  } catch (cause) {
    throw new RampartError('RAMPART_BAD_MANIFEST', { path: manifestPath }, { cause });
  }
}

/** Files that `add` wrote are no part of what the repo does by itself. */
function isOurs(path: string, manifest: Manifest | undefined): boolean {
  const owner = manifest?.origin === 'add' ? manifest.files[path]?.owner : undefined;
  return owner === 'owned' || owner === 'assembled';
}

/** Parses only files that can matter: those that name the framework, mount, make a server or listen. */
function sourcesOf(reader: Reader, recogniser: Recogniser): readonly Source[] {
  return [...reader.tree.paths].filter(isSource).flatMap((path) => {
    const text = reader.text(path);
    if (text === undefined || !recogniser.words.some((word) => text.includes(word))) return [];
    return reader.source(path) ?? [];
  });
}

function isSource(path: string): boolean {
  const folders = posix.dirname(path).split('/');
  const base = posix.basename(path);
  if (folders.some((folder) => testFolders.has(folder))) return false;
  if (/\.(test|spec|e2e|config|d)\.[cm]?[jt]sx?$/.test(base)) return false;
  return /\.([cm]?[jt]s|[jt]sx)$/.test(base) || (folders.at(-1) === 'bin' && !base.includes('.'));
}

const testFolders = new Set([
  ...['test', 'tests', '__tests__', '__mocks__', 'spec', 'specs', 'e2e', 'cypress', 'fixtures'],
  ...['example', 'examples', 'docs', 'public', 'scripts', 'benchmark', 'benchmarks', 'bench'],
]);
