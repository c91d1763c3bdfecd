import { isExample } from '../../repo/container-files.js';
import { yamlDocuments } from '../../repo/yaml.js';
import type { UnusableFile } from './package-at.js';
import type { Repo } from '../../repo/repo.js';

/** A Kubernetes object, as written in a file or made by an overlay. */
export interface KubernetesManifest {
  readonly path: string;
  readonly body: Body;
}

export interface Body {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

export type Fields = Readonly<Record<string, unknown>>;

/**
 * All objects in the repository's YAML, including Kustomizations. Helm charts are no YAML before they are
 * rendered.
 */
export const manifestsOf = (repo: Repo): readonly KubernetesManifest[] =>
  yamlFilesOf(repo).flatMap((path) => manifestsIn(path, repo.read(path) ?? ''));

const yamlFilesOf = (repo: Repo): readonly string[] =>
  repo.files.filter((path) => /\.ya?ml$/.test(path) && !isExample(path));

export const isKustomization = (path: string): boolean => /(^|\/)kustomization\.ya?ml$/.test(path);

/** Files that look like objects but cannot be parsed. */
export const brokenManifests = (repo: Repo): readonly UnusableFile[] =>
  yamlFilesOf(repo).flatMap((path) => {
    const text = repo.read(path) ?? '';
    const isOurs = isKustomization(path) || (looksLikeObjects(text) && !isTemplate(path, text));
    return isOurs && !parses(text) ? [{ path, why: notYaml }] : [];
  });

export const notYaml = 'is not YAML that parses';
const looksLikeObjects = (text: string): boolean =>
  /\bapiVersion["']?\s*:/.test(text) && /\bkind["']?\s*:/.test(text);
const isTemplate = (path: string, text: string): boolean =>
  /(^|\/)templates\//.test(path) && text.includes('{{');

export function parses(text: string): boolean {
  try {
    return yamlDocuments(text, { version: '1.1' }).every(([state]) => state === 'sound');
  } catch {
    return false;
  }
}

export function manifestsIn(path: string, text: string): readonly KubernetesManifest[] {
  const named = isKustomization(path);
  // most YAML files have no Kubernetes objects
  if (!named && !(text.includes('kind') && text.includes('apiVersion'))) return [];
  return documentsIn(text).flatMap((document) => {
    const body = named
      ? { apiVersion: '', kind: 'Kustomization', ...fieldsOf(document) }
      : fieldsOf(document);
    return typeof body.kind === 'string' && typeof body.apiVersion === 'string'
      ? [{ path, body: body as Body }]
      : [];
  });
}

/**
 * The documents of a text as plain data, parsed as Kubernetes does (YAML 1.1: 0440 is octal). Invalid ones
 * are left out.
 */
export function documentsIn(text: string): readonly unknown[] {
  try {
    return yamlDocuments(text, { version: '1.1' }).flatMap(([, data]) => (data === undefined ? [] : [data]));
  } catch {
    return [];
  }
}

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const recordsIn = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.map(fieldsOf) : [];

export const manifestName = ({ body }: KubernetesManifest): string =>
  String(fieldsOf(body.metadata).name ?? '');

export const namespaceOf = ({ body }: KubernetesManifest): string =>
  String(fieldsOf(body.metadata).namespace ?? 'default');

/** 'deploy/base/deployment.yaml Deployment/api' */
export const manifestPlace = (manifest: KubernetesManifest): string =>
  `${manifest.path} ${manifest.body.kind}/${manifestName(manifest)}`;

/** The pod that an object creates: labels and spec; undefined if it creates none. */
export function podOf({
  body,
}: KubernetesManifest): { readonly labels: Fields; readonly spec: Fields } | undefined {
  const spec = fieldsOf(body.spec);
  if (body.kind === 'Pod') return { labels: fieldsOf(fieldsOf(body.metadata).labels), spec };
  const holder = body.kind === 'CronJob' ? fieldsOf(fieldsOf(spec.jobTemplate).spec) : spec;
  const makes = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob)$/;
  if (!makes.test(body.kind)) return undefined;
  const template = fieldsOf(holder.template);
  return { labels: fieldsOf(fieldsOf(template.metadata).labels), spec: fieldsOf(template.spec) };
}

/** Containers of all kinds, each with its name. */
export const containersOf = (spec: Fields): readonly Fields[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((kind) => recordsIn(spec[kind]));
