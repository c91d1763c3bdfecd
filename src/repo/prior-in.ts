import { readdirSync } from 'node:fs';
import type { Prior } from './prior.js';
import { readText } from './tree.js';

/** The present content of a folder; empty if it does not exist. */
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
