import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { openRepo } from '../../src/repo/repo.js';
import { stacksOf } from '../../src/verify/subjects/kustomize.js';
import type { KubernetesManifest } from '../../src/verify/subjects/manifests.js';
import type { Subject } from './judge.js';

export const overlaysFolder = 'deploy/kubernetes/overlays';

/** What one overlay applies, and the file that tools read it from. */
export interface Rendered {
  readonly overlay: string;
  readonly file: string;
  readonly manifests: readonly KubernetesManifest[];
}

const known = new Map<string, readonly Rendered[]>();

/**
 * Each overlay with its base, as the resolver of `verify` makes it; the judge named kustomize compares it
 * with the original.
 */
export function renderedOf(subject: Subject): readonly Rendered[] {
  const before = known.get(subject.folder);
  if (before !== undefined) return before;
  const repo = openRepo(subject.folder);
  const folder = `${subject.folder}-rendered`;
  mkdirSync(folder, { recursive: true });
  const rendered = stacksOf(repo)
    .filter(({ path }) => path.startsWith(`${overlaysFolder}/`))
    .map(({ path, manifests }) => {
      const file = join(folder, `${path.split('/').at(-1) ?? ''}.yaml`);
      writeFileSync(file, manifests.map(({ body }) => stringify(body)).join('---\n'));
      return { overlay: path, file, manifests };
    });
  const expected = existsSync(join(subject.folder, overlaysFolder))
    ? readdirSync(join(subject.folder, overlaysFolder)).length
    : 0;
  if (rendered.length !== expected)
    throw new Error(
      `${subject.name}: ${String(rendered.length)} of ${String(expected)} overlays were rendered`,
    );
  known.set(subject.folder, rendered);
  return rendered;
}
