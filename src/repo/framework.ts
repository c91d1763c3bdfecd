import { posix } from 'node:path';
import lt from 'semver/functions/lt.js';
import type { Manifest } from '../define/manifest.js';
import { otherFrameworks, recognisers } from './frameworks/recognisers.js';
import type { Recogniser } from './frameworks/recogniser.js';
import { ownOf } from '../own.js';
import { appsOf } from './apps.js';
import type { Mounted } from './mounted.js';
import type { PackageFile } from './package-file.js';
import { majorOf, versionOf } from './versions.js';
import { versionOfPackage } from './version-of-package.js';
import type { Reader } from './reader.js';
import type { FrameworkFound } from './framework-found.js';
import type { App } from './app.js';
import type { Source } from './source.js';

/** The framework of a repo, and what its sources do. */
export interface Understood {
  readonly framework: FrameworkFound;
  readonly sources: readonly Source[];
  readonly apps: readonly App[];
  readonly mounted: readonly Mounted[];
}

/** Finds the framework: parses the sources of each declared one, and chooses the one whose app listens. */
export function understand({
  root,
  file,
  above,
  reader,
  manifest,
}: {
  readonly root: string;
  readonly file: PackageFile;
  /** package.json of the workspace's root, whose packages can also be imported. */
  readonly above: PackageFile | undefined;
  readonly reader: Reader;
  readonly manifest: Manifest | undefined;
}): Understood {
  const declared = { ...above?.declared, ...file.declared };
  const found = recognisers
    .filter((entry) => entry.package in declared)
    .map((recogniser) => {
      const sources = sourcesOf(reader, recogniser).filter(({ path }) => !isOurs(path, manifest));
      return { recogniser, sources, apps: appsOf(sources, reader, recogniser) };
    });
  const best =
    found.find(({ apps }) => apps.some(({ listeners }) => listeners.length > 0)) ??
    found.find(({ apps }) => apps.length > 0) ??
    found[0];
  if (best === undefined) return { framework: unknown(declared), sources: [], apps: [], mounted: [] };
  const { recogniser, sources, apps } = best;
  const framework = versioned({ root, recogniser, apps, file: { ...file, declared } });
  if (framework.kind === 'unknown') return { framework, sources: [], apps: [], mounted: [] };
  return {
    framework,
    sources,
    apps,
    mounted: sources.flatMap((source) => recogniser.read.mountedIn(source, reader, apps)),
  };
}

function unknown(declared: PackageFile['declared']): FrameworkFound {
  const other = Object.keys(otherFrameworks).find((name) => name in declared);
  return {
    kind: 'unknown',
    because:
      other === undefined
        ? 'package.json declares no framework that rampart knows'
        : `this is a ${otherFrameworks[other] ?? other} repo ("${other}" in package.json)`,
  };
}

function versioned({
  root,
  recogniser,
  apps,
  file,
}: {
  readonly root: string;
  readonly recogniser: Recogniser;
  readonly apps: readonly App[];
  readonly file: PackageFile;
}): FrameworkFound {
  const found = versionOfPackage(root, recogniser.package, file);
  const major = found === undefined ? undefined : majorOf(found.version);
  if (found === undefined || major === undefined || !recogniser.majors.includes(major))
    return {
      kind: 'unknown',
      because: `${recogniser.package} ${found?.version ?? ''} is none of the majors ${recogniser.majors.join(', ')}`,
    };
  const { since } = recogniser;
  if (since !== undefined && found.from === 'installed' && lt(versionOf(found.version) ?? since, since))
    return {
      kind: 'unknown',
      because: `${recogniser.package} ${found.version} is installed, and our code needs ${since} or newer`,
    };
  const app = apps.find(({ listeners }) => listeners.length > 0);
  const id = (app && recogniser.read.frameworkOf?.(app)) ?? recogniser.id;
  return { kind: 'known', id, recogniser };
}

/** Whether `add` wrote the file: such files do not show what the repo does by itself. */
function isOurs(path: string, manifest: Manifest | undefined): boolean {
  const owner = manifest?.origin === 'add' ? ownOf(manifest.files, path)?.owner : undefined;
  return owner === 'owned' || owner === 'assembled';
}

/** Parses only files that name the framework, mount something, make a server or listen. */
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
