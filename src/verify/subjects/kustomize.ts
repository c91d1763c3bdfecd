import { posix } from 'node:path';
import { merge, operate } from './kustomize-patch.js';
import {
  brokenManifests,
  documentsIn,
  fieldsOf,
  isKustomization,
  recordsIn,
  manifestsIn,
  manifestsOf,
  manifestName,
  notYaml,
  parses,
  type Body,
  type Fields,
  type KubernetesManifest,
} from './manifests.js';
import type { UnusableFile } from './package-at.js';
import type { Repo } from '../../repo/repo.js';

/** Objects that are applied together: those of one overlay, or the manifests that no Kustomization names. */
export interface Stack {
  readonly path: string;
  readonly manifests: readonly KubernetesManifest[];
}

/**
 * What would be applied: each Kustomization that no other one uses, with its patches, images and namespace,
 * and the plain manifests. Generators, replacements and name prefixes do not affect what is judged here.
 */
export function stacksOf(repo: Repo): readonly Stack[] {
  // If one cannot be parsed, it is unknown what is applied together, and with which patches.
  if (brokenManifests(repo).some(({ path }) => isKustomization(path))) return [];
  const all = manifestsOf(repo);
  const byFolder = new Map(
    all
      .filter(({ body }) => body.kind === 'Kustomization' || body.kind === 'Component')
      .map(({ path, body }) => [posix.dirname(path), body]),
  );
  const used = new Set<string>();
  for (const [folder, body] of byFolder) for (const path of resourcesOf(folder, body)) used.add(path);
  const roots = [...byFolder.keys()].filter((folder) => !used.has(folder));
  const overlays = roots
    .filter((folder) => !usesBroken(repo, byFolder, folder, 0))
    .map((folder) => ({ path: folder, manifests: build(repo, byFolder, folder, 0) }));
  const plain = all.filter(
    ({ path, body }) => !isOverlay(body) && !used.has(path) && !isPatch(byFolder, path),
  );
  const stacks =
    plain.length > 0 ? [...overlays, { path: plain[0]?.path ?? '', manifests: plain }] : overlays;
  return stacks.filter(({ manifests }) => manifests.length > 0);
}

const isOverlay = ({ kind }: Body): boolean => /^(?:Kustomization|Component)$/.test(kind);

/** Whether the objects of a folder are unknown, because one of its patches cannot be parsed. */
function usesBroken(repo: Repo, byFolder: ReadonlyMap<string, Body>, folder: string, depth: number): boolean {
  const body = byFolder.get(folder);
  if (body === undefined || depth > 10) return false;
  return (
    patchFiles(folder, body).some((path) => !parses(repo.read(path) ?? '')) ||
    resourcesOf(folder, body).some((path) => usesBroken(repo, byFolder, path, depth + 1))
  );
}

/** Patch files that cannot be parsed and do not look like objects; the others are reported elsewhere. */
export function brokenPatches(repo: Repo): readonly UnusableFile[] {
  const named = new Set(brokenManifests(repo).map(({ path }) => path));
  const files = manifestsOf(repo)
    .filter(({ body }) => isOverlay(body))
    .flatMap(({ path, body }) => patchFiles(posix.dirname(path), body));
  return [...new Set(files)]
    .filter((path) => !named.has(path) && !parses(repo.read(path) ?? ''))
    .map((path) => ({ path, why: notYaml }));
}

/** The files and folders in `resources` of a Kustomization. */
const resourcesOf = (folder: string, body: Fields): readonly string[] =>
  ['resources', 'bases', 'components']
    .flatMap((field) => (Array.isArray(body[field]) ? (body[field] as unknown[]) : []))
    .filter((path): path is string => typeof path === 'string' && !/^\w+:\/\/|^github\.com\//.test(path))
    .map((path) => posix.join(folder, path).replace(/\/$/, ''));

const patchFiles = (folder: string, body: Fields): readonly string[] =>
  patchesOf(body).flatMap(({ path }) => (typeof path === 'string' ? [posix.join(folder, path)] : []));

const isPatch = (byFolder: ReadonlyMap<string, Body>, path: string): boolean =>
  [...byFolder].some(([folder, body]) => patchFiles(folder, body).includes(path));

/** All three notations of a patch in one form: { path } or { patch }, perhaps with a target. */
const patchesOf = (body: Fields): readonly Fields[] => [
  ...recordsIn(body.patches),
  ...recordsIn(body.patchesJson6902),
  ...(Array.isArray(body.patchesStrategicMerge) ? (body.patchesStrategicMerge as unknown[]) : []).map(
    (one) => (/\n|^kind:/.test(String(one)) ? { patch: String(one) } : { path: String(one) }),
  ),
];

function build(
  repo: Repo,
  byFolder: ReadonlyMap<string, Body>,
  folder: string,
  depth: number,
): readonly KubernetesManifest[] {
  const body = byFolder.get(folder);
  if (body === undefined || depth > 10) return []; // the folders name each other
  let manifests = resourcesOf(folder, body).flatMap((path) =>
    byFolder.has(path) ? build(repo, byFolder, path, depth + 1) : manifestsIn(path, repo.read(path) ?? ''),
  );
  for (const patch of patchesOf(body)) {
    const text =
      typeof patch.patch === 'string' ? patch.patch : repo.read(posix.join(folder, String(patch.path)));
    for (const document of documentsIn(text ?? ''))
      manifests = manifests.map(patched(document, patch.target));
  }
  return manifests.map((manifest) => ({ ...manifest, body: transformed(manifest.body, body) }));
}

/**
 * Applies a patch. A list of operations (RFC 6902) applies to its `target`; an object also to what it names
 * itself.
 */
const patched =
  (document: unknown, target: unknown) =>
  (manifest: KubernetesManifest): KubernetesManifest => {
    const own = fieldsOf(document);
    const wanted =
      target === undefined ? { kind: own.kind, name: fieldsOf(own.metadata).name } : fieldsOf(target);
    if (!fits(manifest, wanted)) return manifest;
    const body = Array.isArray(document)
      ? operate(manifest.body, document.map(fieldsOf))
      : merge(manifest.body, document);
    return { ...manifest, body: body as Body };
  };

const fits = (manifest: KubernetesManifest, { kind, name }: Fields): boolean =>
  isLike(manifest.body.kind, kind) && isLike(manifestName(manifest), name);

/** Whether a name matches a target pattern. Only `.*` and `|` are supported: other patterns could take very long. */
const isLike = (text: string, pattern: unknown): boolean =>
  pattern === undefined ||
  String(pattern)
    .split('|')
    .some((one) => {
      const [head = '', ...more] = one.split('.*');
      return more.length === 0 ? text === head : text.startsWith(head) && text.endsWith(more.at(-1) ?? '');
    });

const clusterWide =
  /^(?:Namespace|ClusterRole(?:Binding)?|CustomResourceDefinition|PersistentVolume|StorageClass)$/;

/** Applies `namespace` and `images` of a Kustomization. */
function transformed(body: Body, { namespace, images }: Fields): Body {
  const named = typeof namespace === 'string' ? inNamespace(body, namespace) : body;
  return recordsIn(images).length === 0 ? named : (withImages(named, recordsIn(images)) as Body);
}

function inNamespace(body: Body, namespace: string): Body {
  const metadata = fieldsOf(body.metadata);
  if (body.kind === 'Namespace') return { ...body, metadata: { ...metadata, name: namespace } };
  return clusterWide.test(body.kind) ? body : { ...body, metadata: { ...metadata, namespace } };
}

function withImages(value: unknown, images: readonly Fields[]): unknown {
  if (Array.isArray(value)) return value.map((one) => withImages(one, images));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'image' && typeof one === 'string' ? renamed(one, images) : withImages(one, images),
    ]),
  );
}

function renamed(image: string, images: readonly Fields[]): string {
  const [reference = ''] = image.split('@');
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
  const name = colon < 0 ? reference : reference.slice(0, colon);
  const rest = image.slice(name.length);
  const entry = images.find((one) => one.name === name);
  if (entry === undefined) return image;
  const tag = entry.newTag === undefined ? '' : `:${String(entry.newTag)}`;
  const digest = entry.digest === undefined ? '' : `@${String(entry.digest)}`;
  return `${String(entry.newName ?? name)}${tag + digest === '' ? rest : tag + digest}`;
}
