import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
import type { ControlId, PieceId } from '../define/words.js';
import type { Catalogue } from './catalogue.js';
import { findFit } from './find-fit.js';

/** The pieces that a framework can have: those that fit it, and so does all that they need. */
export const availablePieces = (
  framework: Framework,
  { pieces }: Pick<Catalogue, 'pieces'>,
): readonly Piece[] => pieces.filter(({ id }) => missingOf(id, framework, pieces) === undefined);

/** The other pieces: nobody wrote an adapter for this framework yet. */
export function unavailablePieces(
  framework: Framework,
  { pieces }: Pick<Catalogue, 'pieces'>,
): readonly Piece[] {
  const available = availablePieces(framework, { pieces });
  return pieces.filter((piece) => !available.includes(piece));
}

/** The controls that no piece for this framework and no target is for: whoever has it meets them by hand. */
export function controlsWithoutPiece(
  framework: Framework,
  { pieces, targets }: Pick<Catalogue, 'pieces' | 'targets'>,
): readonly ControlId[] {
  const met = [...availablePieces(framework, { pieces }), ...targets].flatMap(({ controls }) => controls);
  const all = pieces.flatMap(({ controls }) => controls);
  return [...new Set(all)].filter((control) => !met.includes(control));
}

/** The piece itself, or the first one that it needs, that does not fit; undefined where all of them do. */
export function missingOf(id: PieceId, framework: Framework, pieces: readonly Piece[]): PieceId | undefined {
  const needed = new Set([id]);
  for (const each of needed) {
    const piece = pieces.find((one) => one.id === each);
    if (piece === undefined || findFit(piece, framework) === undefined) return each;
    for (const need of broughtBy(piece)) needed.add(need);
  }
  return undefined;
}

/** The pieces that come with a piece. */
export const broughtBy = ({ needs = [], uses = [] }: Pick<Piece, 'needs' | 'uses'>): readonly PieceId[] => [
  ...needs,
  ...uses,
];
