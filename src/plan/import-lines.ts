import type { Import } from '../define/code.js';
import type { Data } from '../define/piece.js';

/** Imports by module, with sorted names: [{ from, names: 'a, b' }]. */
export function importLines(imports: readonly Import[]): readonly Data[] {
  const byModule = new Map<string, Set<string>>();
  for (const { from, name } of imports) byModule.set(from, (byModule.get(from) ?? new Set()).add(name));
  return [...byModule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => ({ from, names: [...names].sort().join(', ') }));
}
