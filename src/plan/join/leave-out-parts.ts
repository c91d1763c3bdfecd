import { reachable } from '../reachable.js';
import { linksOf } from './links-of.js';
import { mainOf } from './part-names.js';
import { withoutLink } from './without-link.js';

/**
 * Leaves out parts whose names nobody imports, so that a repo gets of each file what its pieces need:
 *
 *   files that are reached -> a part that no other uses, and that its main hands on to nobody -> without it, and again
 *
 * A part stays or goes as a whole. So most files are the same whatever other pieces are there, and a later piece
 * seldom changes a file that the user has edited.
 */
export function leaveOutParts(
  templates: ReadonlyMap<string, string>,
  from: readonly string[],
): ReadonlyMap<string, string> {
  const left = new Map(templates);
  for (let part = unneeded(left, from); part !== undefined; part = unneeded(left, from)) {
    const main = mainOf(part) ?? '';
    left.set(main, withoutLink(main, left.get(main) ?? '', part));
    left.delete(part);
  }
  return left;
}

function unneeded(templates: ReadonlyMap<string, string>, from: readonly string[]): string | undefined {
  const reached = reachable(templates, from);
  const links = [...reached].flatMap((path) => linksOf(path, templates.get(path) ?? ''));
  return [...templates.keys()].find((part) => {
    const main = mainOf(part);
    if (main === undefined || !reached.has(main) || from.includes(main)) return false;
    const given = links.filter(({ to }) => to === part);
    if (given.some(({ how }) => how === 'used')) return false;
    const handedOn = new Set(given.flatMap(({ names }) => names));
    const taken = links.filter(({ to }) => to === main).flatMap(({ names }) => names);
    return !taken.some((name) => name === '*' || handedOn.has(name));
  });
}
