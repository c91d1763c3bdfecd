import type { Framework } from '../define/framework.js';
import type { Piece, Fit } from '../define/piece.js';
import { adaptersOf } from './adapters-of.js';

/** How a piece joins a framework: by the most special of its adapters that the piece knows. */
export function findFit({ fits }: Piece, framework: Framework): Fit | undefined {
  const adapter = adaptersOf(framework).findLast((name) => fits[name] !== undefined);
  return adapter === undefined ? undefined : fits[adapter];
}
