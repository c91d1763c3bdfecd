import { posix } from 'node:path';
import { templateImports } from './template-imports.js';

/** These templates and all that they import, directly or indirectly. */
export function reachable(
  rendered: ReadonlyMap<string, string>,
  from: readonly string[],
): ReadonlySet<string> {
  const found = new Set(from);
  for (const path of found)
    for (const { module } of templateImports(rendered.get(path) ?? '')) {
      const target = posix.join(posix.dirname(path), module).replace(/\.js$/, '.ts');
      if (module.startsWith('.') && rendered.has(target)) found.add(target);
    }
  return found;
}
