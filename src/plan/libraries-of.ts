import type { Framework } from '../define/framework.js';
import type { PieceId } from '../define/words.js';
import { findFit } from './find-fit.js';
import type { Chosen } from './chosen.js';

/**
 * The pieces without a statement that were asked for, and such pieces that these need: the user wants their
 * files.
 */
export function librariesOf(
  asked: readonly PieceId[],
  chosen: readonly Chosen[],
  framework: Framework,
): readonly PieceId[] {
  const found = new Set(asked);
  for (const id of found) {
    const piece = chosen.find((entry) => entry.piece.id === id)?.piece;
    const fit = piece && findFit(piece, framework);
    const isMounted = fit?.compose !== undefined && fit.mounts !== 'in new services';
    if (piece === undefined || isMounted) found.delete(id);
    else for (const need of piece.needs ?? []) found.add(need);
  }
  return [...found];
}
