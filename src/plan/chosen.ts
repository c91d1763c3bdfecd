import type { Piece, Fit } from '../define/piece.js';

/** A piece that was chosen, how it joins this framework, and its option values with defaults filled in. */
export interface Chosen {
  readonly piece: Piece;
  readonly fit: Fit;
  readonly options: Readonly<Record<string, string>>;
}
