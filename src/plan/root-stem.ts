import type { DetectedRepo } from '../repo/detected-repo.js';
import { landing } from './dialect.js';
import { rootTemplate } from './root-template.js';

export const stemOf = (repo: DetectedRepo): string =>
  landing(rootTemplate, repo.layout).replace(/\.[jt]s$/, '');
