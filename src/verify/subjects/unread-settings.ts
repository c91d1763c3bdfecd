import { composeFilesOf, isSample } from '../../repo/container-files.js';
import type { Repo } from '../../repo/repo.js';
import { isKustomization, manifestsOf, podOf } from './manifests.js';

/**
 * The compose file that mentions this settings file but passes no variable of it to a container. `env_file`
 * passes all.
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

/** Whether pods run here and no kustomization uses such a settings file. */
export function podsReadNone(repo: Repo, files: readonly string[]): 'so' | 'not so' {
  const pods = manifestsOf(repo).filter((manifest) => podOf(manifest) !== undefined);
  if (pods.length === 0 || composeFilesOf(repo).length > 0) return 'not so';
  const takers = repo.files.filter((path) => isKustomization(path) && !isSample(path));
  return takers.some((path) => files.some((file) => textOf(repo, path).includes(file))) ? 'not so' : 'so';
}

const textOf = (repo: Repo, path: string): string => repo.read(path) ?? '';
