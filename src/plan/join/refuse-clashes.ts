import { localOf } from '../imports.js';
import { namesUsed } from './names-used.js';
import { refuseParts } from './part-names.js';
import type { Member } from './read-member.js';

/**
 * Refuses names that mean one thing apart and another together: two declarations, two imports, or a declaration or
 * import of one member that hides what another means, such as a global.
 */
export function refuseClashes(main: string, members: readonly Member[]): void {
  const owners = new Map<string, { readonly path: string; readonly what: string }>();
  for (const { path, declared, imports } of members) {
    const own = [
      ...[...declared].map((name) => ({ name, what: `${name} of ${path}` })),
      ...imports.map((one) => ({ name: localOf(one), what: `${one.name} of ${one.from}` })),
    ];
    for (const { name, what } of own) {
      const other = owners.get(name);
      if (other !== undefined && other.what !== what)
        refuseParts(main, `two meanings of ${name}: ${other.what} and ${what}`);
      owners.set(name, { path, what });
    }
  }
  for (const member of members) {
    const own = new Set([
      ...member.declared,
      ...member.imports.map(localOf),
      ...member.links.flatMap(({ names }) => names),
    ]);
    for (const name of namesUsed(member.program)) {
      const owner = owners.get(name);
      if (owner !== undefined && !own.has(name))
        refuseParts(
          main,
          `${member.path}, which uses ${name} without importing it: it would be ${owner.what}`,
        );
    }
  }
}
