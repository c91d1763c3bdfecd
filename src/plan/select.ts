import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import type { Fit, Piece } from '../define/piece.js';
import { presets, type PieceId, type Preset } from '../define/words.js';
import { RampartError } from '../errors.js';
import { member, type Catalogue } from './catalogue.js';
import type { Chosen } from './chosen.js';
import { availablePieces, broughtBy, missingOf } from './available-pieces.js';
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
    broughtBy(member(catalogue.pieces, id, 'piece')).forEach(want);
  };
  const asked = [...framework.foundation, ...answers.pieces];
  asked.forEach(want);
  for (const id of asked) refuseUnavailable(id, framework, catalogue);
  return catalogue.pieces
    .filter((piece) => wanted.has(piece.id))
    .map((piece) => ({
      piece,
      fit: findFit(piece, framework) as Fit,
      options: { ...fallbacks(piece), ...answers.options[piece.id] },
    }));
}

/** The pieces of a preset and of smaller presets that the framework can have. */
export const piecesOf = (
  preset: Preset,
  framework: Framework,
  catalogue: Pick<Catalogue, 'pieces'>,
): readonly PieceId[] =>
  availablePieces(framework, catalogue)
    .filter((piece) => presets.indexOf(piece.preset) <= presets.indexOf(preset))
    .map((piece) => piece.id);

function refuseUnavailable(asked: PieceId, framework: Framework, { pieces }: Catalogue): void {
  const missing = missingOf(asked, framework, pieces);
  if (missing === undefined) return;
  throw new RampartError('RAMPART_UNSUPPORTED_PIECE', {
    piece: asked,
    framework: framework.id,
    why: missing === asked ? '' : `, which needs "${missing}"`,
  });
}

const fallbacks = ({ options }: Piece): Record<string, string> =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.fallback]));
