import { mainOf } from '../../src/plan/join/part-names.js';
import type { Layers } from '../../src/plan/render.js';

/** What any/ shares a file with, mains or parts, each framework has of its own: here those of other adapters. */
export function mainsFor(adapter: string, others: readonly string[], layers: Layers): Layers {
  const found: Record<string, Layers[string]> = {};
  for (const [layer, entries = []] of Object.entries(layers)) {
    const home = layer.split('/').slice(0, -1).join('/');
    const shared = new Set((layers[`${home}/any`] ?? []).map(({ path }) => mainOf(path) ?? path));
    const wanted = entries.filter(({ path }) => shared.has(mainOf(path) ?? path));
    if (others.includes(layer.split('/').at(-1) ?? '') && wanted.length > 0)
      found[`${home}/${adapter}`] = [...(found[`${home}/${adapter}`] ?? []), ...wanted];
  }
  return found;
}
