import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import type { Fit, Piece } from '../define/piece.js';
import { presets, type PieceId, type Preset } from '../define/words.js';
import { RampartError } from '../errors.js';
import { member, type Catalogue } from './catalogue.js';
import type { Chosen } from './chosen.js';
import { findFit } from './find-fit.js';

/** The foundation, the pieces asked for and all that they need, always in the order of the catalogue. */
export function selectPieces({
  answers,
  framework,
  catalogue,
}: {
  readonly answers: Pick<Answers, 'pieces' | 'options'>;
  readonly framework: Framework;
  readonly catalogue: Catalogue;
}): readonly Chosen[] {
  const wanted = new Set<PieceId>();
  const want = (id: PieceId): void => {
    if (wanted.has(id)) return;
    wanted.add(id);
    member(catalogue.pieces, id, 'piece').needs?.forEach(want);
  };
  [...framework.foundation, ...answers.pieces].forEach(want);
  return catalogue.pieces
    .filter((piece) => wanted.has(piece.id))
    .map((piece) => ({
      piece,
      fit: fitOf(piece, framework),
      options: { ...fallbacks(piece), ...answers.options[piece.id] },
    }));
}

/** The pieces of a preset and of smaller presets, if they fit. */
export const piecesOf = (
  preset: Preset,
  framework: Framework,
  catalogue: Pick<Catalogue, 'pieces'>,
): readonly PieceId[] =>
  catalogue.pieces
    .filter((piece) => presets.indexOf(piece.preset) <= presets.indexOf(preset))
    .filter((piece) => findFit(piece, framework) !== undefined)
    .map((piece) => piece.id);

function fitOf(piece: Piece, framework: Framework): Fit {
  const fit = findFit(piece, framework);
  if (fit === undefined)
    throw new RampartError('RAMPART_UNSUPPORTED_PIECE', { piece: piece.id, framework: framework.id });
  return fit;
}

const fallbacks = ({ options }: Piece): Record<string, string> =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.fallback]));
