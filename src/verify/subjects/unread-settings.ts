import { composeFilesOf, isSample } from '../../repo/container-files.js';
import type { Repo } from '../../repo/repo.js';
import { manifestsOf, podOf } from './manifests.js';

/**
 * The compose file that speaks of this settings file and never names a variable: what stands there reaches
 * no container. `env_file` hands all of them over.
 */
export function composeWithout(repo: Repo, name: string, files: readonly string[]): string | undefined {
  const speaking = composeFilesOf(repo).filter((path) =>
    files.some((file) => textOf(repo, path).includes(file)),
  );
  const isHanded = speaking.some((path) => {
    const text = textOf(repo, path);
    return /^\s*env_file\s*:/m.test(text) || new RegExp(`\\b${name}\\b`).test(text);
  });
  return isHanded ? undefined : speaking[0];
}

/** Whether pods run here and no kustomization takes their settings from such a file. */
export function podsReadNone(repo: Repo, files: readonly string[]): 'so' | 'not so' {
  const pods = manifestsOf(repo).filter((manifest) => podOf(manifest) !== undefined);
  if (pods.length === 0 || composeFilesOf(repo).length > 0) return 'not so';
  const takers = repo.files.filter((path) => /(^|\/)kustomization\.ya?ml$/.test(path) && !isSample(path));
  return takers.some((path) => files.some((file) => textOf(repo, path).includes(file))) ? 'not so' : 'so';
}

const textOf = (repo: Repo, path: string): string => repo.read(path) ?? '';
