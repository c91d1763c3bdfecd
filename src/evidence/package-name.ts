import { packageJson } from '../repo/package-json.js';
import type { Repo } from '../repo/repo.js';

/** The name in package.json; '' if there is none. */
export const packageName = (repo: Repo | undefined): string => (repo && packageJson(repo).name) ?? '';
