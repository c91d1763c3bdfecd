import type { Node } from 'oxc-parser';
import type { App } from '../repo/app.js';
import type { Reading } from '../repo/frameworks/recogniser.js';
import type { OwnPlace } from './own-place.js';
import { ownNames, type Wanted } from './wiring-points.js';

/**
 * Why the order cannot be proven: something registers later, or in other files, after our last call or at an
 * unknown time.
 */
export function elsewhere(
  { site, seenIn }: App,
  wanted: Wanted,
  read: Reading,
  place: OwnPlace,
): string | undefined {
  if (!wanted.parts.includes('after')) return undefined;
  const own = ownNames(wanted);
  for (const { source, expression } of seenIn) {
    const late = read.lateRegistrations(source, expression, own)[0];
    if (late !== undefined)
      return (
        `${place(source, late.node.start)} registers on ${expression} ` +
        'inside a function, so the last registration is unknown'
      );
    const here = source.program.body.find((statement: Node) =>
      read.holdsRegistration(statement, expression, own),
    );
    if (source.path !== site.source.path && here !== undefined)
      return `${place(source, here.start)} registers on ${expression} outside ${site.source.path}`;
  }
  return undefined;
}
