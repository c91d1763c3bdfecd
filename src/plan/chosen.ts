import type { Piece, Fit } from '../define/piece.js';

/** A chosen piece, how it fits this framework, and its option values with defaults. */
export interface Chosen {
  readonly piece: Piece;
  readonly fit: Fit;
  readonly options: Readonly<Record<string, string>>;
}

/** The piece without its statement: only its files, which other pieces need. */
export const unmounted = ({ piece, fit, options }: Chosen): Chosen => {
  const { compose: _theirs, later: _then, settings: _with, serverSettings: _and, ...files } = fit;
  return { piece, fit: files, options };
};
