import type { Repo } from './repo.js';
import { yamlIn } from './yaml.js';

/** A YAML file as plain data; undefined if it cannot be parsed. */
export function yamlOf(repo: Repo, path: string): unknown {
  try {
    return yamlIn(repo.read(path) ?? '', { merge: 'merged' });
  } catch {
    return undefined;
  }
}
