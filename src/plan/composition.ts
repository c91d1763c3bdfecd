import type { Composition } from '../define/framework.js';
import type { Code } from '../define/code.js';
import { phases, slotOf, type Slot } from '../define/words.js';
import type { Chosen } from './chosen.js';

/** The chosen pieces' statements, in phase order and then in the order of the catalogue. */
export function composition(chosen: readonly Chosen[]): Composition {
  const slots: Record<Slot, Code[]> = { before: [], after: [], server: [] };
  const settings: Code[] = [];
  const isOn = (slot: Slot): boolean =>
    chosen.some(({ piece, fit }) => fit.compose && piece.phase !== 'none' && slotOf(piece.phase) === slot);
  for (const phase of phases) {
    if (phase === 'none') continue;
    for (const { piece, fit, options } of chosen) {
      const later = fit.later?.[phase];
      if (later !== undefined && isOn(slotOf(phase))) slots[slotOf(phase)].push(later(options));
      if (piece.phase !== phase) continue;
      if (fit.settings !== undefined) settings.push(fit.settings(options));
      if (fit.compose !== undefined) slots[slotOf(phase)].push(fit.compose(options));
    }
  }
  return { ...slots, settings, pieces: chosen.map(({ piece }) => piece.id) };
}
