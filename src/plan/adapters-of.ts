import type { Framework } from '../define/framework.js';

/** The adapters of a framework, from general to special. */
export const adaptersOf = (framework: Framework): readonly string[] => ['any', ...framework.adapters];
