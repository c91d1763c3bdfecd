import type { FileChange } from '../commit/commit-file.js';
import { statusPath } from './page-state.js';

export const pageChange = (root: string, text: string): FileChange => ({
  root,
  path: statusPath,
  text,
  state: `${statusPath} is as it was.`,
});
