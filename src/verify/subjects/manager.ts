import gte from 'semver/functions/gte.js';
import lte from 'semver/functions/lte.js';
import { lockfileIn, packageManagerOf } from '../../repo/package-file.js';
import type { PackageManager } from '../../define/words.js';
import { oncePer } from '../../once.js';
import { npmOf } from './bundled-npm.js';
import { inFolder, packageAt, recordOrNone, textOf, type UnusableFile } from './package-at.js';
import type { PackageJson } from '../../repo/package-json.js';
import { textsOf } from '../../own.js';
import { npmOfText, short, versionsInCi } from './manager-in-ci.js';
import type { Place } from './place.js';
import { settingsIn } from './settings-files.js';
import { oldestIn, versionOf, type Version } from '../../repo/versions.js';
import type { Candidate } from './candidate.js';

/** The package manager that installs the package, and the oldest version that it may have. */
export interface Manager {
  readonly name: PackageManager;
  /** Undefined if unknown. */
  readonly version: Version | undefined;
  /** The source of the version: 'packageManager', 'Node 22 of .github/workflows/ci.yml'. */
  readonly from: string;
  /** 'lockfile': this version or a later one; nothing names it exactly. */
  readonly told: 'named' | 'lockfile' | 'not at all';
  readonly trouble: readonly UnusableFile[];
}

export const managerOf = oncePer(look);

function look(place: Place): Manager {
  const folders = [...new Set([place.workspace, place.prefix])];
  const read = folders.map((folder) => packageAt(place, folder));
  const manifests = read.map(({ manifest }) => manifest);
  const trouble = read.flatMap((one) => one.trouble);
  const name = nameOf(manifests, place);
  const named = yarnPath(place, name) ?? first(manifests, (manifest) => namedVersion(manifest, name));
  const written = named ?? first(manifests, (manifest) => allowedVersion(manifest, name, place));
  const inCi = versionsInCi(place, name, named);
  const all = [...(written === undefined ? [] : [written]), ...inCi];
  const [one, ...more] = all;
  if (one !== undefined) {
    const oldest = more.reduce((a, b) => (lte(a.version, b.version) ? a : b), one);
    return { name, ...oldest, told: 'named', trouble };
  }
  const least = leastOfLockfile(place, name);
  return least === undefined
    ? { name, version: undefined, from: '', told: 'not at all', trouble }
    : { name, ...least, told: 'lockfile', trouble };
}

const first = <E, T>(all: readonly E[], find: (one: E) => T | undefined): T | undefined => {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The manager named in package.json, the root's first; else by the files at the workspace root. */
function nameOf(manifests: readonly PackageJson[], place: Place): PackageManager {
  const has = (file: string): boolean =>
    place.read(inFolder(place.workspace, file), 'lockfile').state !== 'absent';
  const wanted = first(manifests, (manifest) => {
    const name = textOf(manifest.packageManager) ?? engineOf(manifest)?.name ?? '';
    return packageManagerOf({ packageManager: name }, undefined);
  });
  const settings = has('pnpm-workspace.yaml')
    ? 'pnpm'
    : has('.yarnrc.yml')
      ? 'yarn'
      : has('bunfig.toml')
        ? 'bun'
        : 'npm';
  return wanted ?? packageManagerOf({ packageManager: '' }, lockfileIn(has)) ?? settings;
}

/** A Yarn that is stored in the repository always runs, whatever is named. */
function yarnPath(place: Place, name: PackageManager): Candidate | undefined {
  if (name !== 'yarn') return undefined;
  const text = place.read(inFolder(place.workspace, '.yarnrc.yml'));
  const path = text.state === 'read' ? textOf(settingsIn.yaml(text.text)?.['yarnPath']) : undefined;
  const version = versionOf(/yarn-(\d[\w.]*?)\.c?js$/.exec(path ?? '')?.[1] ?? '');
  return version === undefined ? undefined : { version, from: 'yarnPath' };
}

/**
 * A version that is enforced: Corepack and the managers obey packageManager; npm from 10.9 on refuses
 * versions outside devEngines.
 */
function namedVersion(manifest: PackageJson, name: PackageManager): Candidate | undefined {
  const [, named, version = ''] = /^(\w+)@(.+)$/.exec(textOf(manifest.packageManager) ?? '') ?? [];
  const exact = named === name ? versionOf(version) : undefined;
  if (exact !== undefined) return { version: exact, from: 'packageManager' };
  const pinned = versionOf(textsOf(manifest.volta)[name] ?? '');
  if (pinned !== undefined) return { version: pinned, from: 'volta' };
  const engine = engineOf(manifest);
  const floor = engine?.name === name && engine.refuses ? oldestIn(engine.version) : undefined;
  const node = oldestIn(textsOf(manifest.engines)['node'] ?? '');
  const obeys = node === undefined || name !== 'npm' || gte(npmOf(node) ?? '0.0.0', '10.9.0');
  return floor === undefined || !obeys ? undefined : { version: floor, from: 'devEngines' };
}

function engineOf({
  devEngines,
}: PackageJson): { readonly name: string; readonly version: string; readonly refuses: boolean } | undefined {
  const wanted = recordOrNone(devEngines)?.['packageManager'];
  const { name, version, onFail = 'error' } = textsOf(Array.isArray(wanted) ? wanted[0] : wanted);
  if (name === undefined) return undefined;
  return { name, version: version ?? '', refuses: onFail === 'error' || onFail === 'download' };
}

/** The oldest version that `engines` allows; for npm, which comes with Node, also by the oldest Node. */
function allowedVersion(manifest: PackageJson, name: PackageManager, place: Place): Candidate | undefined {
  const engines = textsOf(manifest.engines);
  const own = oldestIn(engines[name] ?? '');
  if (own !== undefined) return { version: own, from: `engines.${name}` };
  if (name !== 'npm') return undefined;
  const range = engines['node'];
  const node = oldestIn(range ?? '');
  const npm = node === undefined ? undefined : npmOf(node);
  if (npm !== undefined) return { version: npm, from: `Node ${short(range ?? '')} in engines` };
  return first(['.nvmrc', '.node-version'], (file) => {
    const text = place.read(inFolder(place.prefix, file));
    const line = text.state === 'read' ? npmOfText(text.text) : undefined;
    return line === undefined
      ? undefined
      : { version: line, from: `Node ${text.state === 'read' ? short(text.text) : ''} in ${file}` };
  });
}

/** The oldest version that writes a lockfile of this format. */
function leastOfLockfile(place: Place, name: PackageManager): Candidate | undefined {
  const head = (file: string): string => {
    const text = place.read(inFolder(place.workspace, file), 'lockfile');
    return text.state === 'read' ? text.text.slice(0, 4000) : '';
  };
  if (name === 'pnpm') {
    const form = Number(/^lockfileVersion:\s*'?(\d+)/m.exec(head('pnpm-lock.yaml'))?.[1] ?? 0);
    return form === 0 ? undefined : { version: `${Math.min(form, 9)}.0.0`, from: 'pnpm-lock.yaml' };
  }
  if (name !== 'yarn') return undefined;
  if (/^# yarn lockfile v1/m.test(head('yarn.lock'))) return { version: '1.0.0', from: 'yarn.lock' };
  const form = Number(/^__metadata:\s*\n\s+version:\s*(\d+)/m.exec(head('yarn.lock'))?.[1] ?? 0);
  return form === 0
    ? undefined
    : { version: form >= 8 ? '4.0.0' : form >= 5 ? '3.0.0' : '2.0.0', from: 'yarn.lock' };
}
