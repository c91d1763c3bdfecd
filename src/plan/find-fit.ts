import type { Framework } from '../define/framework.js';
import type { Piece, Fit } from '../define/piece.js';
import { adaptersOf } from './adapters-of.js';

/** The fit of a piece for the most special adapter of a framework that it has one for. */
export function findFit({ fits }: Piece, framework: Framework): Fit | undefined {
  const adapter = adaptersOf(framework).findLast((name) => fits[name] !== undefined);
  return adapter === undefined ? undefined : fits[adapter];
}
