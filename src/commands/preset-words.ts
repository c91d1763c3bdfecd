import type { Piece } from '../define/piece.js';
import { presets, type Preset } from '../define/words.js';

/** What a preset brings: the smallest in words, each other by the pieces that it has more. */
export function presetWords(preset: Preset, pieces: readonly Piece[]): string {
  const place = presets.indexOf(preset);
  const smaller = presets[place - 1];
  if (smaller === undefined) return 'The request path, configuration, the image and documents.';
  const more = pieces.filter((piece) => piece.preset === preset).map(({ title }) => title.toLowerCase());
  return more.length === 0
    ? `Everything; today the same as ${smaller}.`
    : `All of ${smaller}, and: ${more.join(', ')}.`;
}
