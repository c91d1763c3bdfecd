import type { Framework } from '../define/framework.js';
import type { Target } from '../define/target.js';
import type { PieceId } from '../define/words.js';
import type { Chosen } from './select.js';

/** The template layers of a composition, in the order in which they are laid. */
export function layerOrder({
  framework,
  chosen,
  target,
}: {
  readonly framework: Framework;
  readonly chosen: readonly Chosen[];
  readonly target: Target;
}): readonly { readonly layer: string; readonly piece?: PieceId }[] {
  return [
    { layer: `frameworks/${framework.id}` },
    ...chosen.flatMap(({ piece }) => pieceLayers(piece.id, framework.id, piece.layers ?? [])),
    { layer: `targets/${target.id}/any` },
    { layer: `targets/${target.id}/${framework.id}` },
  ];
}

/** The layers that one piece brings to one framework. */
export const pieceLayers = (
  piece: PieceId,
  framework: string,
  further: readonly string[],
): readonly { readonly layer: string; readonly piece: PieceId }[] =>
  [`pieces/${piece}/any`, `pieces/${piece}/${framework}`, ...further].map((layer) => ({ layer, piece }));
