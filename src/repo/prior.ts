import { readdirSync } from 'node:fs';
import { readText } from './tree.js';

/**
 * What a folder has before a service is made in it: a clone of a new repository has a README.md, a licence
 * and ignore rules.
 */
export interface Prior {
  /** Names right in the folder; none where it does not exist. */
  readonly names: readonly string[];
  /** Text of a file right in the folder; undefined where it is absent, or no text. */
  text(path: string): string | undefined;
}

export const nothingBefore: Prior = { names: [], text: () => undefined };

export function priorIn(root: string): Prior {
  return {
    names: namesIn(root),
    text: (path) => {
      const text = readText(root, path);
      return typeof text === 'string' ? text : undefined;
    },
  };
}

function namesIn(root: string): readonly string[] {
  try {
    return readdirSync(root);
  } catch {
    return [];
  }
}
