import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
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
  const adapters = adaptersOf(framework);
  return [
    ...adapters.map((adapter) => ({ layer: `frameworks/${adapter}` })),
    ...chosen.flatMap(({ piece }) => pieceLayers(piece, framework)),
    ...[...(target.layers ?? []), target.id].flatMap((folder) =>
      adapters.map((adapter) => ({ layer: `targets/${folder}/${adapter}` })),
    ),
  ];
}

/** The layers that one piece brings to one framework. */
export const pieceLayers = (
  { id, layers = [] }: Piece,
  framework: Framework,
): readonly { readonly layer: string; readonly piece: PieceId }[] =>
  [...adaptersOf(framework).map((adapter) => `pieces/${id}/${adapter}`), ...layers].map((layer) => ({
    layer,
    piece: id,
  }));

/** From the general to the special. */
export const adaptersOf = (framework: Framework): readonly string[] => ['any', ...framework.adapters];
