import { join, relative, sep } from 'node:path';
import { RampartError } from '../errors.js';
import { readManifest } from './read-manifest.js';
import { serviceLayout } from '../define/layout.js';
import { compilerOf } from './compiler.js';
import { packageProblem, refuseFolder } from './folder.js';
import { understand } from './framework.js';
import { openGit } from './git/git.js';
import { layoutOf } from './layout.js';
import { lockfileIn, packageManagerOf } from './package-file.js';
import { readerOf } from './reader.js';
import type { DetectedRepo } from './detected-repo.js';
import type { InWorkspace } from './in-workspace.js';
import { plainTextIn, walkTree, type Tree } from './tree.js';
import { membersOf, packageIn, workspaceOf, type Workspace } from './workspace.js';

/**
 * walk -> package.json, workspace -> framework -> parsed sources -> apps -> layout, mounted packages
 *
 * Reads a repo. Never runs its code, never writes.
 */
export function detectRepo(root: string): DetectedRepo {
  refuseFolder(root);
  const file = packageIn(root);
  if (file === undefined)
    throw new RampartError('RAMPART_NO_PACKAGE_JSON', { root, found: packageProblem(root) ?? 'none' });
  const workspace = workspaceOf(root);
  const members = workspace?.path === '' ? membersOf(root) : [];
  const tree = without(walkTree(root), members);
  const tsconfig = plainTextIn(root, 'tsconfig.json');
  const compiler = compilerOf(tsconfig);
  const reader = readerOf(root, tree, compiler.aliases);
  const manifest = readManifest(root);
  const read = understand({ root, file, above: workspace?.file, reader, manifest });
  const entry = (read.apps.find((app) => app.listeners.length > 0) ?? read.apps[0])?.site.source;
  return {
    root,
    package: file,
    packageManager:
      packageManagerOf(
        file,
        lockfileIn((name) => tree.paths.has(name)),
      ) ??
      (workspace && packageManagerOf(workspace.file, workspace.lockfile)) ??
      'npm',
    workspace: placeIn(workspace, root, entry === undefined ? members : []),
    manifest,
    layout:
      manifest?.layout ??
      (entry === undefined ? serviceLayout : layoutOf({ entry, file, tree, sources: read.sources })),
    ...read,
    unreadable: reader.unreadable,
    compiler: tsconfig === undefined ? undefined : { interop: compiler.interop },
    trackedEnvFiles: trackedEnvFiles(root),
    reader,
  };
}

/** Environment files that git tracks but should ignore; none if git cannot be asked. */
function trackedEnvFiles(root: string): readonly string[] {
  const tracked = openGit(root).tracked();
  return tracked.told === 'no'
    ? []
    : tracked.value.filter((path) => /(^|\/)\.env(\.[^/]*)?$/.test(path) && !isTemplate(path));
}

const isTemplate = (path: string): boolean => /\.(example|sample|template|dist)$/.test(path);

/** Removes the packages below a workspace root: each is a repo of its own. */
const without = (tree: Tree, members: readonly string[]): Tree =>
  members.length === 0
    ? tree
    : {
        ...tree,
        paths: new Set(
          [...tree.paths].filter((path) => !members.some((member) => path.startsWith(`${member}/`))),
        ),
      };

/** The place of a package in its workspace. For a root without its own app, the packages that have one. */
function placeIn(workspace: Workspace | undefined, root: string, members: readonly string[]): InWorkspace {
  if (workspace === undefined) return { above: '', services: [], ignored: new Set() };
  return {
    above: relative(root, workspace.root).split(sep).join('/'),
    services: servicesIn(workspace, members),
    ignored: workspace.path === '' ? new Set() : workspace.ignored,
  };
}

/** Packages with an app that listens; if there is none, those that create an app. */
function servicesIn(workspace: Workspace, members: readonly string[]): InWorkspace['services'] {
  const found = members.flatMap((path) => {
    const root = join(workspace.root, path);
    const file = packageIn(root);
    if (file === undefined) return [];
    const { aliases } = compilerOf(plainTextIn(root, 'tsconfig.json'));
    const reader = readerOf(root, walkTree(root), aliases);
    const { framework, apps } = understand({
      root,
      file,
      above: workspace.file,
      reader,
      manifest: readManifest(root),
    });
    return framework.kind === 'known' && apps.length > 0
      ? [{ path, framework: framework.recogniser.package, apps }]
      : [];
  });
  const listening = found.filter(({ apps }) => apps.some(({ listeners }) => listeners.length > 0));
  return (listening.length > 0 ? listening : found).map(({ path, framework }) => ({ path, framework }));
}
