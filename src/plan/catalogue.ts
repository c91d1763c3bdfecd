import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
import type { Target } from '../define/target.js';
import type { PackageName } from '../define/words.js';
import { RampartError } from '../errors.js';
import type { Layers } from './render.js';

/** Everything that can be generated: the three lists, their templates, and the version of every package they name. */
export interface Catalogue {
  readonly frameworks: readonly Framework[];
  readonly targets: readonly Target[];
  readonly pieces: readonly Piece[];
  readonly layers: Layers;
  readonly versions: Readonly<Record<PackageName, string>>;
}

/** The member with this id; `what` names the kind in the error. */
export function member<T extends { readonly id: string }>(list: readonly T[], id: string, what: string): T {
  const found = list.find((entry) => entry.id === id);
  if (found === undefined)
    throw new RampartError('RAMPART_UNKNOWN_MEMBER', {
      what,
      id,
      known: list.map((entry) => entry.id).join(', '),
    });
  return found;
}

/** The one version of a package, exact. */
export function version(catalogue: Catalogue, name: PackageName): string {
  const found = catalogue.versions[name];
  if (found === undefined) throw new RampartError('RAMPART_UNKNOWN_PACKAGE', { name });
  return found;
}
