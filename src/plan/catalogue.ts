import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
import type { Target } from '../define/target.js';
import type { PackageName } from '../define/words.js';
import { RampartError } from '../errors.js';
import type { Layers } from './render.js';

/** All that can be generated: three lists, their templates, and a version for each package. */
export interface Catalogue {
  readonly frameworks: readonly Framework[];
  readonly targets: readonly Target[];
  readonly pieces: readonly Piece[];
  readonly layers: Layers;
  readonly versions: Readonly<Record<PackageName, string>>;
}

/** Finds a member by its id. `what` names the kind in the error. */
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

/** The exact version of a package. */
export function version(catalogue: Catalogue, name: PackageName): string {
  const found = catalogue.versions[name];
  if (found === undefined) throw new RampartError('RAMPART_UNKNOWN_PACKAGE', { name });
  return found;
}
