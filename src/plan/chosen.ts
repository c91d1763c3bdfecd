import type { Piece, Fit } from '../define/piece.js';

/** A chosen piece, how it fits this framework, and its option values with defaults. */
export interface Chosen {
  readonly piece: Piece;
  readonly fit: Fit;
  readonly options: Readonly<Record<string, string>>;
}
