import type { Framework } from '../define/framework.js';

/** From the general to the special. */
export const adaptersOf = (framework: Framework): readonly string[] => ['any', ...framework.adapters];
