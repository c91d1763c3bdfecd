import type { Composition, Framework, Wiring } from '../define/framework.js';
import type { Slot } from '../define/words.js';
import type { Root } from './root-calls.js';

/** A place where an existing app is joined to our root: the options that it is created with, or one of the slots. */
export type Part = Slot | 'create';

/** In the order in which the app's own code comes to them. */
export const partOrder: readonly Part[] = ['create', 'before', 'after', 'server'];

/** What is to be joined: which parts, under which names. */
export interface Wanted {
  /** Only such as the framework has a wiring for. */
  readonly parts: readonly Part[];
  readonly wiring: Framework['wiring'];
  readonly root: Root;
  /** How relative imports end in this repo. */
  readonly suffix: string;
  /**
   * Statements (by statementKey) that are mounts of theirs, which ours may follow where they come first:
   * headers that our refusals should carry too.
   */
  readonly behind: ReadonlySet<string>;
}

/** The parts that a composition needs. A slot without a wiring of its own is served by that of `before`. */
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

/** Every name that the root may export for this framework. */
export const ownNames = ({ wiring }: Wanted): ReadonlySet<string> =>
  new Set(partOrder.flatMap((part) => wiring[part]?.name ?? []));

/** What stands before and behind an expression that is wrapped. */
export function wrapOf(wanted: Wanted, part: Part): readonly [open: string, close: string] {
  const [open = '', close = ''] = wiringOf(wanted, part).text('\0').split('\0');
  return [open, close];
}
