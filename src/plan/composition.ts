import type { Code, ConstructorSetting, Statement } from '../define/code.js';
import type { Composition, Framework } from '../define/framework.js';
import { phases, slotOf, type Slot } from '../define/words.js';
import type { AroundRoutes } from '../define/piece.js';
import type { Chosen } from './chosen.js';

/** Statements in the framework's form. */
export const printed = (
  statements: Statement | readonly Statement[],
  { mount }: Pick<Framework, 'mount'>,
): readonly Code[] =>
  [statements].flat().map((one: Statement) => ('expression' in one ? mount(one.expression) : one));

/** The statements of the chosen pieces, by phase and then in the order of the catalogue. */
export function composition(
  chosen: readonly Chosen[],
  framework: Pick<Framework, 'mount'>,
  host: Composition['host'] = 'new service',
): Composition {
  const slots: Record<Slot, Code[]> = { before: [], after: [], server: [] };
  const settings: ConstructorSetting[] = [];
  const serverSettings: ConstructorSetting[] = [];
  const isOn = (slot: Slot): boolean =>
    chosen.some(({ piece, fit }) => fit.compose && piece.phase !== 'none' && slotOf(piece.phase) === slot);
  for (const phase of phases) {
    if (phase === 'none') continue;
    for (const { piece, fit, options } of chosen) {
      const later = fit.later?.[phase];
      if (later !== undefined && isOn(slotOf(phase)))
        slots[slotOf(phase)].push(...printed(later(options), framework));
      if (piece.phase !== phase) continue;
      settings.push(...(fit.settings?.(options) ?? []));
      serverSettings.push(...(fit.serverSettings?.(options) ?? []));
      if (fit.compose !== undefined) slots[slotOf(phase)].push(...printed(fit.compose(options), framework));
    }
  }
  const around = (place: keyof AroundRoutes): readonly Code[] =>
    chosen.flatMap(({ fit }) => printed(fit.around?.[place] ?? [], framework));
  return {
    host,
    ...slots,
    before: [...around('first'), ...slots.before, ...around('last')],
    settings,
    serverSettings,
    serverFirst: around('server'),
    modules: chosen.flatMap(({ fit, options }) => fit.modules?.(options) ?? []),
    context: chosen.flatMap(({ piece }) => piece.context ?? []),
  };
}
