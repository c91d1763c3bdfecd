import type { Composition, Framework, Wiring } from '../define/framework.js';
import type { Slot } from '../define/words.js';
import type { Root } from './root-calls.js';

/** A place where an existing app is connected to our root: the options of its constructor, or a slot. */
export type Part = Slot | 'create';

/** In the order in which the app's code reaches them. */
export const partOrder: readonly Part[] = ['create', 'before', 'after', 'server'];

/** What to connect: the parts, and their names. */
export interface Wanted {
  /** Only parts that the framework has a wiring for. */
  readonly parts: readonly Part[];
  readonly wiring: Framework['wiring'];
  readonly root: Root;
  /** The extension of relative imports in this repo. */
  readonly suffix: string;
  /**
   * The repo's own mounts (by statementKey) that may stay before ours, because they set headers that our
   * refusals should carry too.
   */
  readonly behind: ReadonlySet<string>;
}

/** The parts that a composition needs. If a slot has no wiring, that of `before` serves it too. */
export function partsOf(composed: Composition, wiring: Framework['wiring']): readonly Part[] {
  const slots = (['before', 'after', 'server'] as const).filter((slot) => composed[slot].length > 0);
  const needed = new Set<Part>(slots.map((slot) => (wiring[slot] === undefined ? 'before' : slot)));
  if (composed.settings.length + composed.serverSettings.length > 0 && wiring.create !== undefined)
    needed.add('create');
  return partOrder.filter((part) => needed.has(part));
}

export function wiringOf({ wiring }: Wanted, part: Part): Wiring {
  const found = wiring[part];
  if (found === undefined) throw new Error(`The framework has no wiring for ${part}.`);
  return found;
}

export const rootNames = (wanted: Wanted): readonly string[] =>
  wanted.parts.map((part) => wiringOf(wanted, part).name);

/** All names that the root may export for this framework. */
export const ownNames = ({ wiring }: Wanted): ReadonlySet<string> =>
  new Set(partOrder.flatMap((part) => wiring[part]?.name ?? []));

/** The text before and after an expression that is wrapped. */
export function wrapOf(wanted: Wanted, part: Part): readonly [open: string, close: string] {
  const [open = '', close = ''] = wiringOf(wanted, part).text('\0').split('\0');
  return [open, close];
}
