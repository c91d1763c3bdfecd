import type { Framework } from '../define/framework.js';
import type { EnvVar } from '../define/piece.js';
import type { Chosen } from './chosen.js';

/** The environment variables of a composition: the framework's first. */
export const envOf = (framework: Framework, chosen: readonly Chosen[]): readonly EnvVar[] => [
  ...framework.env,
  ...chosen.flatMap(({ piece }) => piece.env ?? []),
];
