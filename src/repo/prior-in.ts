import { folderNames } from '../folder-names.js';
import type { Prior } from './prior.js';
import { plainTextIn } from './tree.js';

/** The present content of a folder; empty if it does not exist. */
export const priorIn = (root: string): Prior => ({
  names: folderNames(root),
  text: (path) => plainTextIn(root, path),
});
