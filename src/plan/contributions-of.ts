import type { Framework } from '../define/framework.js';
import type { Contributions } from '../define/piece.js';
import type { Target } from '../define/target.js';
import type { Chosen } from './chosen.js';

/** All contributions of the members of this composition, in a fixed order. */
export const contributionsOf = (
  framework: Framework,
  chosen: readonly Chosen[],
  target: Target,
): readonly Contributions[] =>
  [framework.contributes, ...chosen.map(({ piece }) => piece.contributes), target.contributes].filter(
    (part) => part !== undefined,
  );
