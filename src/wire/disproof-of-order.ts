import type { Reading } from '../repo/frameworks/recogniser.js';
import type { Site } from '../repo/frameworks/site.js';
import type { OwnPlace } from './own-place.js';
import { placeBehind } from './insertion-points.js';
import { rootCalls, takes } from './root-calls.js';
import { ownNames, wiringOf, type Wanted } from './wiring-points.js';

/** Checks that `before` precedes the first registration after the creation, and `after` follows the last. */
export function order(site: Site, wanted: Wanted, read: Reading, placeOf: OwnPlace): string | undefined {
  const { source, block, index, expression } = site;
  const own = ownNames(wanted);
  const places = block.flatMap((statement, place) =>
    read.holdsRegistration(statement, expression, own) ? [place] : [],
  );
  const theirs = placeBehind(site, wanted, own, read);
  const first = places.find((place) => place > theirs) ?? block.length;
  const last = places.at(-1) ?? index;
  const line = (place: number): string => placeOf(source, block[place]?.start ?? 0);
  const among = site.scope === undefined ? `at the top level of ${source.path}` : 'beside its creation';
  if (wanted.parts.includes('before')) {
    const { name } = wiringOf(wanted, 'before');
    const place = placeOfCall(site, name, wanted);
    if (place === undefined) return `${name} is not called on ${expression} ${among}`;
    if (place <= index || place > first)
      return `${line(first)} registers on ${expression} before ${name} is called`;
  }
  if (wanted.parts.includes('after')) {
    const { name } = wiringOf(wanted, 'after');
    const place = placeOfCall(site, name, wanted);
    if (place === undefined) return `${name} is not called on ${expression} ${among}`;
    if (place < last) return `${line(last)} registers on ${expression} after ${name} is called`;
  }
  return undefined;
}

/** The index of the statement that is our call on this app. */
function placeOfCall(site: Site, name: string, wanted: Wanted): number | undefined {
  const calls = rootCalls(site.source, name, wanted.root).filter(({ node }) => takes(node, site.expression));
  const place = site.block.findIndex(
    (statement) =>
      statement.type === 'ExpressionStatement' && calls.some(({ node }) => node === statement.expression),
  );
  return place === -1 ? undefined : place;
}
