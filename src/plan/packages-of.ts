import { packageOf } from '../repo/package-of.js';

export const packagesOf = (modules: readonly string[]): readonly string[] =>
  [
    ...new Set(
      modules.filter((module) => !module.startsWith('.') && !module.startsWith('node:')).map(packageOf),
    ),
  ].sort();
