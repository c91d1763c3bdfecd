import type { Composition } from '../define/framework.js';
import type { Code } from '../define/code.js';
import { phases, slotOf, type Slot } from '../define/words.js';
import type { Chosen } from './select.js';

/** The chosen pieces' statements, in phase order and then in the order of the catalogue. */
export function composition(chosen: readonly Chosen[]): Composition {
  const slots: Record<Slot, Code[]> = { before: [], after: [], server: [] };
  const settings: Code[] = [];
  for (const phase of phases) {
    if (phase === 'none') continue;
    for (const { piece, fit, options } of chosen) {
      if (piece.phase !== phase) continue;
      if (fit.settings !== undefined) settings.push(fit.settings(options));
      if (fit.compose !== undefined) slots[slotOf(phase)].push(fit.compose(options));
    }
  }
  return { ...slots, settings, pieces: chosen.map(({ piece }) => piece.id) };
}
